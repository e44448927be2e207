package com.circledesk.imports;

import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param rowsTotal rows that the file seems to have, exact once it is read; null if not known
 */
public record ImportProgress(
        ImportStage stage,
        long rowsRead,
        long rowsWritten,
        @Nullable Long rowsTotal) {

    /** For a progress bar: reading and checking is half of a commit, recording the other half. */
    public int percent() {
        Long total = rowsTotal;
        return switch (stage) {
            case WAITING -> 0;
            case READING -> total == null || total == 0 ? 5 : (int) Math.min(50, rowsRead * 50 / total);
            case CHECKING -> 55;
            case RECORDING -> 75;
            case DONE -> 100;
        };
    }
}
