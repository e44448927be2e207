/** Red flags: predictions of money that may not come, what was decided on them, and whether they came true. */
@NullMarked
package com.circledesk.collections.flags;

import org.jspecify.annotations.NullMarked;
