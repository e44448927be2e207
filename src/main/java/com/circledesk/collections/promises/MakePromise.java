package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a customer promises.
 *
 * @param account whose; null where invoices say it
 * @param lines of which invoices; none: a lump sum, for which whatever the account pays counts
 * @param instalments by which days how much; one for a plain promise
 * @param promisedBy the person at the customer
 * @param madeOn null = today
 */
public record MakePromise(
        @Nullable String account,
        List<Line> lines,
        List<Instalment> instalments,
        PromiseBasis basis,
        PromiseOrder order,
        String promisedBy,
        PromiseChannel channel,
        @Nullable String remark,
        @Nullable LocalDate madeOn) {
    public MakePromise {
        lines = List.copyOf(lines);
        instalments = List.copyOf(instalments);
    }

    /** @param amount of it; null: as much as is open, until the promise is used up */
    public record Line(String invoiceNo, @Nullable Money amount) {}

    public record Instalment(LocalDate on, Money amount) {}
}
