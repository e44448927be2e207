/** The escalation matrix, and the cases that it raises: told, acknowledged within their hours, climbing by themselves, closed. */
@NamedInterface("escalation")
@NullMarked
package com.circledesk.collections.escalation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
