package com.circledesk.disputes;

import com.circledesk.shared.Money;

public record DisputeTotals(long disputes, long lines, Money disputed, Money decided) {}
