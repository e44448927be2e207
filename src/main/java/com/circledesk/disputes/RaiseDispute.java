package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param reason code of a {@link DisputeReason}
 * @param claim what the customer says
 * @param raisedOn day from which it counts as disputed; null = today
 * @param owner mail address of who answers for it; null = who the reason says
 * @param exceptionWhy why something that was claimed before should be claimed again, for the head; null = it should not
 */
public record RaiseDispute(
        String reason,
        String claim,
        @Nullable LocalDate raisedOn,
        @Nullable String owner,
        @Nullable String coordinator,
        @Nullable String customerRef,
        @Nullable String customerContact,
        List<Line> lines,
        @Nullable String exceptionWhy) {
    public RaiseDispute {
        lines = List.copyOf(lines);
    }

    /** @param lineNo null: the invoice as a whole */
    public record Line(
            String invoiceNo,
            @Nullable Integer lineNo,
            Money amount,
            @Nullable String remark) {}
}
