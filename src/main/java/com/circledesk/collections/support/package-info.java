/** Requests for support from within the company: what stands in the way of a payment and who takes it away. */
@NamedInterface("support")
@NullMarked
package com.circledesk.collections.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
