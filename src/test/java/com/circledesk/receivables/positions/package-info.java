@NullMarked
package com.circledesk.receivables.positions;

import org.jspecify.annotations.NullMarked;
