/** Files that prove what disputes claim. */
@NullMarked
package com.circledesk.disputes.evidence;

import org.jspecify.annotations.NullMarked;
