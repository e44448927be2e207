/** Moving money from receipts and credit notes to invoices, and back. */
@NullMarked
package com.circledesk.receivables.allocations;

import org.jspecify.annotations.NullMarked;
