@NullMarked
package com.circledesk.receivables;

import org.jspecify.annotations.NullMarked;
