package com.circledesk.payments.reconcile;

import com.circledesk.shared.Money;
import java.util.List;

/**
 * How far a confirmation of many is.
 *
 * @param id of the first of them: the number of the page
 * @param done how many of {@code credits} were posted or refused
 * @param refused receipt and reason of each that was not posted
 */
public record BulkRun(long id, int credits, int done, int posted, int invoices, Money cash, List<Refused> refused) {
    public BulkRun {
        refused = List.copyOf(refused);
    }

    public record Refused(String receiptNo, String refusal) {}

    public boolean isUnderWay() {
        return done < credits;
    }
}
