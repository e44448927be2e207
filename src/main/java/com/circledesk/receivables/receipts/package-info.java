/** Money received: what is left of it, whose it is, and its return. */
@NamedInterface("receipts")
@NullMarked
package com.circledesk.receivables.receipts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
