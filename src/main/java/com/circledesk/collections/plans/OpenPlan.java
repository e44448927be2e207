package com.circledesk.collections.plans;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param account its code
 * @param rootCause why it does not pay, in at most 100 characters
 * @param overdueDays covers all open invoices that are overdue by more than these days; null: those of {@code invoices}
 * @param invoices numbers, where not all that is overdue is meant
 * @param expectedOn when the cash is expected
 * @param reviewOn when to look at the plan again
 * @param owner number of who answers for it
 * @param remark how it is to be done, at most 500 characters
 * @param steps who does what by when; may be empty
 */
public record OpenPlan(
        String account,
        String rootCause,
        @Nullable Integer overdueDays,
        List<String> invoices,
        LocalDate expectedOn,
        LocalDate reviewOn,
        long owner,
        String remark,
        List<PlanStep> steps) {
    public OpenPlan {
        invoices = List.copyOf(invoices);
        steps = List.copyOf(steps);
    }
}
