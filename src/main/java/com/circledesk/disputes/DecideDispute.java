package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param outcome {@code VALID} (all that is disputed), {@code INVALID} (nothing) or {@code PARTLY}: as the lines say
 * @param lines of {@code PARTLY}: what of each line is valid; lines not named are decided as they were, else as nothing
 */
public record DecideDispute(
        String ref,
        Outcome outcome,
        List<Line> lines,
        @Nullable String rootCause,
        @Nullable String why) {
    public DecideDispute {
        lines = List.copyOf(lines);
    }

    public enum Outcome {
        VALID,
        PARTLY,
        INVALID
    }

    /** @param lineNo of the invoice's line, null: the invoice as a whole */
    public record Line(String invoiceNo, @Nullable Integer lineNo, Money valid) {}
}
