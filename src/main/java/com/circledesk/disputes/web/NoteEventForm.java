package com.circledesk.disputes.web;

import com.circledesk.disputes.NoteEventKind;
import com.circledesk.disputes.RecordNoteEvent;
import com.circledesk.disputes.RecordNoteEvent.Einvoice;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** What became of a note, as it is typed. */
record NoteEventForm(
        @Nullable String happenedOn,
        @Nullable String irn,
        @Nullable String ackNo,
        @Nullable String ackTime,
        @Nullable String text,
        @Nullable String key) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final int TEXT_MAX = 500;

    static NoteEventForm on(LocalDate today) {
        return new NoteEventForm(
                today.toString(), "", "", "", "", FormKey.fresh().toString());
    }

    private static String plain(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    void validate(NoteEventKind what, BindingResult errors) {
        if (DateText.parse(happenedOn).isEmpty()) {
            errors.rejectValue("happenedOn", "not-a-date", DateText.HINT);
        }
        if (what == NoteEventKind.IRN) {
            if (!reference().matches("[0-9a-f]{64}")) {
                errors.rejectValue("irn", "bad-choice", "An IRN is 64 characters: digits and the letters a to f.");
            }
            if (!plain(ackNo).matches("[0-9]{1,20}")) {
                errors.rejectValue("ackNo", "not-a-number", "Digits only, at most 20.");
            }
            if (time().isEmpty()) {
                errors.rejectValue(
                        "ackTime", "not-a-time", "This is not a time. Write it like 14:05, or leave it out.");
            }
        } else if (what.needsReason() && plain(text).isEmpty()) {
            errors.rejectValue("text", "missing", "Say it in a few words.");
        }
        if (plain(text).length() > TEXT_MAX) {
            errors.rejectValue("text", "too-long", "At most %d characters.".formatted(TEXT_MAX));
        }
    }

    private String reference() {
        return plain(irn).toLowerCase(Locale.ROOT);
    }

    /** Midnight where none is given. */
    private Optional<LocalTime> time() {
        try {
            return Optional.of(plain(ackTime).isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(plain(ackTime)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    RecordNoteEvent toCommand(String noteNo, NoteEventKind what) {
        LocalDate day = DateText.parse(happenedOn).orElseThrow();
        Einvoice einvoice = what == NoteEventKind.IRN
                ? new Einvoice(
                        reference(),
                        plain(ackNo),
                        day.atTime(time().orElseThrow()).atZone(ZONE).toInstant())
                : null;
        return new RecordNoteEvent(noteNo, what, day, what == NoteEventKind.IRN ? null : plain(text), einvoice);
    }
}
