/** Files that prove what disputes claim. */
@NamedInterface("evidence")
@NullMarked
package com.circledesk.disputes.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
