package com.circledesk.collections.support;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Of everything that matches. @param rating the mean of those that were rated, null if none */
public record SupportTotals(
        long requests, long late, Money unblocks, @Nullable BigDecimal rating, long rated) {}
