package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A note that settles no dispute.
 *
 * @param lines what is for which invoice; none where a note is undone
 * @param why as it stands on the note
 * @param foundIn reference of the dispute in which it was found, or null
 * @param against number of the note that is to be undone, or null
 */
public record AskForNote(
        NotePurpose purpose,
        List<Line> lines,
        String why,
        @Nullable String foundIn,
        @Nullable String against) {
    /** @param amount gross of tax */
    public record Line(String invoiceNo, Money amount) {}

    public AskForNote {
        lines = List.copyOf(lines);
    }
}
