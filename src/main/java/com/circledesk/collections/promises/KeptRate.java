package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How far promises were kept that have matured; withdrawn ones are left out.
 *
 * @param matured how many there are: a rate without it says nothing
 * @param received of each at most what was promised
 */
public record KeptRate(String key, String label, long matured, long kept, Money promised, Money received) {
    public static final KeptRate NONE = new KeptRate("", "", 0, 0, Money.ZERO, Money.ZERO);

    /** In percent with one decimal; null where nothing matured. */
    public @Nullable BigDecimal byCount() {
        return percent(BigDecimal.valueOf(kept), BigDecimal.valueOf(matured));
    }

    public @Nullable BigDecimal byValue() {
        return percent(received.amount(), promised.amount());
    }

    private static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0 ? null : part.movePointRight(2).divide(whole, 1, RoundingMode.HALF_UP);
    }
}
