package com.circledesk.payments.posting;

import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.AllocationPlan;
import java.util.List;

/**
 * What a settlement would do, worked out against the books as they stand.
 *
 * @param faults why it cannot be done; none: it can
 * @param aboveCaps lines whose left-over another person has to allow; the rest of them is posted at once
 */
public record SettlementPlan(
        AllocationPlan allocation, List<AllocationPlan.Fault> faults, List<AllocationPlan.Line> aboveCaps) {
    public SettlementPlan {
        faults = List.copyOf(faults);
        aboveCaps = List.copyOf(aboveCaps);
    }

    boolean waits(Allocate.Line line) {
        return aboveCaps.stream().anyMatch(above -> above.asked().equals(line));
    }
}
