package com.circledesk.disputes;

import com.circledesk.shared.Money;

public record NoteTotals(long notes, Money credit, Money debit) {}
