package com.circledesk.disputes;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a note.
 *
 * @param what {@code REQUESTED}, {@code APPROVED}, {@code ISSUED}, {@code IMPORTED}, or a {@link NoteEventKind}
 * @param happenedOn the day of it, where that is not the day of its recording
 */
public record NoteHappening(
        Instant at,
        String who,
        String what,
        @Nullable LocalDate happenedOn,
        @Nullable String text) {}
