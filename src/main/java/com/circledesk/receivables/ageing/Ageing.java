package com.circledesk.receivables.ageing;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ageing and its proof.
 *
 * @param ledgerBalance balance of the ledger at the same dates, from a sum of its own
 */
public record Ageing(AgeingRequest request, List<AgeingRow> rows, AgeingRow totals, Money ledgerBalance) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    public Ageing {
        rows = List.copyOf(rows);
    }

    /** Buckets and unapplied less the ledger: 0.00, or something is wrong and is shown. */
    public Money difference() {
        return totals.total().minus(ledgerBalance);
    }

    /** Share of a bucket in the sum of all buckets, in percent with one decimal, or null where there is no sum. */
    public @Nullable BigDecimal share(int bucket) {
        Money gross = totals.gross();
        if (!gross.isPositive()) {
            return null;
        }
        return totals.amounts().get(bucket).amount().multiply(HUNDRED).divide(gross.amount(), 1, RoundingMode.HALF_UP);
    }
}
