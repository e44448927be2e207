package com.circledesk.imports;

import org.jspecify.annotations.Nullable;

/** How far a running import is: written by the thread that works, read by the one that reports. */
final class ProgressMeter {
    private volatile ImportStage stage = ImportStage.WAITING;
    private volatile long rowsRead;
    private volatile long rowsWritten;
    private volatile @Nullable Long rowsTotal;

    void stage(ImportStage next) {
        stage = next;
    }

    void read(long rows) {
        rowsRead = rows;
    }

    void written(long rows) {
        rowsWritten = rows;
    }

    void total(@Nullable Long rows) {
        rowsTotal = rows;
    }

    ImportProgress progress() {
        return new ImportProgress(stage, rowsRead, rowsWritten, rowsTotal);
    }
}
