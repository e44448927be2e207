package com.circledesk.receivables.allocations;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;

/**
 * What an allocation would do, worked out against the books as they stand; nothing is recorded.
 *
 * @param rest what is left of the source before
 * @param faults why it cannot be done; none: it can
 */
public record AllocationPlan(
        long sourceId,
        long accountId,
        String account,
        AllocationSource source,
        Money rest,
        List<Line> lines,
        List<Fault> faults) {
    public AllocationPlan {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
    }

    /**
     * @param open what is open of the invoice before
     * @param keyedOn the date of its natural key; {@code effectiveOn} differs where that falls in a locked month
     */
    public record Line(
            long invoiceId,
            String invoiceNo,
            Allocate.Line asked,
            Money open,
            LocalDate keyedOn,
            LocalDate effectiveOn) {
        public Money openAfter() {
            return open.minus(asked.settles());
        }
    }

    /** @param line which line of what was asked, from 0; {@link #WHOLE} where it is about all of it */
    public record Fault(int line, String field, String code, String message) {
        public static final int WHOLE = -1;
    }

    public Money moved() {
        return lines.stream().map(line -> line.asked().amount()).reduce(Money.ZERO, Money::plus);
    }

    public Money restAfter() {
        return rest.minus(moved());
    }
}
