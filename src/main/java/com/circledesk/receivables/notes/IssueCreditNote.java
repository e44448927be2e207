package com.circledesk.receivables.notes;

import com.circledesk.shared.Money;

/** A credit note on an invoice, of amounts that others approved. */
public record IssueCreditNote(long invoiceId, Money taxable, Money tax, String reason) {}
