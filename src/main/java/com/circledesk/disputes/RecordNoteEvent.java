package com.circledesk.disputes;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of a note.
 *
 * @param happenedOn null = today
 * @param why where a reason is needed
 * @param einvoice of {@link NoteEventKind#IRN} only
 */
public record RecordNoteEvent(
        String noteNo,
        NoteEventKind what,
        @Nullable LocalDate happenedOn,
        @Nullable String why,
        @Nullable Einvoice einvoice) {
    /**
     * @param irn 64 hexadecimal digits
     * @param ackedAt as the portal says; the beginning of the day where only that is known
     */
    public record Einvoice(String irn, String ackNo, Instant ackedAt) {}
}
