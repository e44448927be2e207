/** Red flags: predictions of money that may not come, what was decided on them, and whether they came true. */
@NamedInterface("flags")
@NullMarked
package com.circledesk.collections.flags;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
