@NullMarked
package com.circledesk.receivables.periods;

import org.jspecify.annotations.NullMarked;
