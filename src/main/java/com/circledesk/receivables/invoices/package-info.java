/** An invoice, its lines, entries and attachments, and its cancellation. */
@NamedInterface("invoices")
@NullMarked
package com.circledesk.receivables.invoices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
