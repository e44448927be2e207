/** From a receipt to closed invoices: what becomes of each rupee is named, posted at once and kept with its rule. */
@NamedInterface("posting")
@NullMarked
package com.circledesk.payments.posting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
