package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.math.BigDecimal;

/** Amounts as whole paise: what a search adds up a million times. */
final class Paise {
    static final long RUPEE = 100;

    private Paise() {}

    static long of(Money money) {
        return money.amount().unscaledValue().longValueExact();
    }

    static Money money(long paise) {
        return Money.of(BigDecimal.valueOf(paise, 2));
    }
}
