package com.circledesk.disputes;

import com.circledesk.receivables.Words;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of claiming something again.
 *
 * @param lineNo of the invoice's line, null: the invoice as a whole
 * @param kind {@code DISPUTE} (open), {@code CREDITED} (by the notes of a dispute that ended) or {@code NOTE} (on the invoice)
 * @param document number of that dispute or note
 */
public record EarlierClaim(
        String invoiceNo, @Nullable Integer lineNo, String kind, String document, Money amount, LocalDate datedOn) {
    public String sentence() {
        return "%s%s: %s %s, %s on %s."
                .formatted(
                        invoiceNo,
                        lineNo == null ? "" : ", line " + lineNo,
                        switch (kind) {
                            case "DISPUTE" -> "claimed already in open dispute";
                            case "CREDITED" -> "credited already under dispute";
                            default -> "credited already by note";
                        },
                        document,
                        Words.rupees(amount),
                        Words.day(datedOn));
    }
}
