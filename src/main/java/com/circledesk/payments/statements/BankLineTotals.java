package com.circledesk.payments.statements;

import com.circledesk.shared.Money;

/** Of the whole filter, not of a page. */
public record BankLineTotals(long lines, Money credits, Money debits) {}
