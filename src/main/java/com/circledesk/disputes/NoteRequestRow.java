package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a note, or for one to be undone.
 *
 * @param ref its own reference
 * @param dispute the dispute that it settles, or null
 * @param foundIn the dispute in which it was found, or null
 * @param against number of the note that it undoes, or null
 * @param endedAt when it was carried out or taken back; null while it is open
 * @param nextRole who approves next; null once everybody did
 */
public record NoteRequestRow(
        long id,
        String ref,
        NotePurpose purpose,
        String kind,
        String account,
        String customerName,
        String circle,
        Money total,
        @Nullable String why,
        @Nullable String dispute,
        @Nullable String foundIn,
        @Nullable String against,
        boolean oneNote,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        @Nullable String endedWhy,
        @Nullable String nextRole) {
    public boolean isOpen() {
        return endedAt == null;
    }

    /** Where it is shown: at its dispute, or on a page of its own. */
    public String path() {
        return dispute == null ? "/notes/requests/" + id : "/disputes/" + dispute;
    }
}
