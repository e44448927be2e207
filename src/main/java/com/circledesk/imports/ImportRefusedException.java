package com.circledesk.imports;

import com.circledesk.imports.cells.BadCell;
import org.jspecify.annotations.Nullable;

/** An upload that is not even looked at: a sentence for the person, and the reason by which callers tell apart. */
public final class ImportRefusedException extends RuntimeException {
    /** Why, and with it the status of the answer. */
    public enum Reason {
        UNKNOWN_MAPPING,
        ALREADY_IMPORTED,
        TOO_LARGE,
        BUSY,
        QUOTA
    }

    private final Reason reason;
    private final @Nullable Long importId;

    private ImportRefusedException(Reason reason, String message, @Nullable Long importId) {
        super(message);
        this.reason = reason;
        this.importId = importId;
    }

    static ImportRefusedException unknownMapping(String kind, String name) {
        return new ImportRefusedException(
                Reason.UNKNOWN_MAPPING,
                "There is no column mapping named %s for %s.".formatted(BadCell.quoted(name), kind),
                null);
    }

    static ImportRefusedException alreadyImported(long importId, String remark) {
        return new ImportRefusedException(
                Reason.ALREADY_IMPORTED,
                "This file was already imported" + remark + ", as import " + importId + ".",
                importId);
    }

    static ImportRefusedException tooLarge(String what, long megabytes) {
        return new ImportRefusedException(
                Reason.TOO_LARGE,
                "The file is too large: %s may have up to %,d MB. Split it.".formatted(what, megabytes),
                null);
    }

    static ImportRefusedException busy() {
        return new ImportRefusedException(
                Reason.BUSY,
                "Other imports are at work and waiting. Nothing was taken; please try again in a minute.",
                null);
    }

    static ImportRefusedException quota(int uploads) {
        return new ImportRefusedException(
                Reason.QUOTA,
                "You have sent %,d files today, which is the limit for a day. Please go on tomorrow."
                        .formatted(uploads),
                null);
    }

    public Reason reason() {
        return reason;
    }

    /** The import that took the same file before, for {@link Reason#ALREADY_IMPORTED}. */
    public @Nullable Long importId() {
        return importId;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
