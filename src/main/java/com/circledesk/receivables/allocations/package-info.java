/** Moving money from receipts and credit notes to invoices, and back. */
@NamedInterface("allocations")
@NullMarked
package com.circledesk.receivables.allocations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
