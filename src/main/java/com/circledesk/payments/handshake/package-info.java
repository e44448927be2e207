/** The handshake: the customer's own books beside ours, each difference of exactly one kind, signed by both once a month. */
@NamedInterface("handshake")
@NullMarked
package com.circledesk.payments.handshake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
