package com.circledesk.receivables.migration;

import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.shared.Money;
import java.util.List;

/**
 * A matrix of buckets at two dates, and the two ageings it must tie to.
 *
 * @param before the ageing at the first date
 * @param after the ageing at the second
 */
public record Migration(Ageing before, Ageing after, List<MigrationRow> rows, MigrationRow totals) {
    public Migration {
        rows = List.copyOf(rows);
    }

    /** Rows against the first ageing, columns against the second, and opening to closing: 0.00, or something is wrong. */
    public Money difference() {
        Money difference = absolute(before.totals().gross().minus(totals.opening()))
                .plus(absolute(after.totals().gross().minus(totals.closing())))
                .plus(absolute(totals.opening()
                        .plus(totals.billed())
                        .plus(totals.collected())
                        .plus(totals.credited())
                        .plus(totals.deducted())
                        .minus(totals.closing())));
        for (MigrationRow row : rows) {
            if (!row.isNew()) {
                difference = difference.plus(
                        absolute(before.totals().amounts().get(row.bucket()).minus(row.opening())));
            }
        }
        for (int bucket = 0; bucket < totals.moved().size(); bucket++) {
            difference = difference.plus(absolute(
                    after.totals().amounts().get(bucket).minus(totals.moved().get(bucket))));
        }
        return difference;
    }

    private static Money absolute(Money amount) {
        return amount.isNegative() ? amount.negated() : amount;
    }
}
