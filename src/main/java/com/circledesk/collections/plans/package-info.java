/** Action plans: why an account does not pay, which rupees that is, who does what by when; and which rupees nobody cares for. */
@NamedInterface("plans")
@NullMarked
package com.circledesk.collections.plans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
