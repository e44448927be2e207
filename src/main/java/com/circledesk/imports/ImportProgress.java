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

    /** Whether it does something with all rows in one go, of which no part is done before the whole is. */
    public boolean isAllAtOnce() {
        return stage == ImportStage.CHECKING || stage == ImportStage.RECORDING;
    }
}
