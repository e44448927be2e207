/** Which accounts to work on first, why, and what to do next. */
@NullMarked
package com.circledesk.collections.worklist;

import org.jspecify.annotations.NullMarked;
