/** Which accounts to work on first, why, and what to do next. */
@NamedInterface("worklist")
@NullMarked
package com.circledesk.collections.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
