package com.circledesk.payments.matching;

import com.circledesk.shared.Money;

/** @param rest what is left of the receipts */
public record ProposalTotals(long receipts, Money rest, long invoices) {}
