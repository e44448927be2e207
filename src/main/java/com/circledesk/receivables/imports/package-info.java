/** What files of invoices, lines, receipts, notes, allocations and ERP balances mean; each is recorded and then posted by the Ledger. */
@NullMarked
package com.circledesk.receivables.imports;

import org.jspecify.annotations.NullMarked;
