@NullMarked
package com.circledesk.receivables.statements;

import org.jspecify.annotations.NullMarked;
