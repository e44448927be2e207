package com.circledesk.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An import with everything its page and its answer show.
 *
 * @param commit whether it records, or only checks
 * @param controlTotals sums over the accepted rows, by column
 * @param remarks what was noticed about the file and is no fault
 * @param takesParts whether rows may be recorded while others are at fault
 * @param failure what stopped it, a sentence; null unless it failed
 * @param fileKept whether the file is still here, for a commit or for handing back faulty rows
 */
public record ImportDetail(
        long id,
        String kind,
        boolean commit,
        boolean partial,
        ImportStatus status,
        String fileName,
        long fileSize,
        String fileSha256,
        @Nullable String mappingName,
        @Nullable String sheetName,
        ImportCounts rows,
        SortedMap<String, BigDecimal> controlTotals,
        List<String> remarks,
        boolean takesParts,
        long faultCount,
        boolean fileKept,
        ImportProgress progress,
        @Nullable String failure,
        String createdBy,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String revertedBy,
        @Nullable Instant revertedAt,
        @Nullable String revertReason) {

    public boolean isRunning() {
        return status == ImportStatus.RUNNING;
    }

    /** Whether the file as a whole is at fault, so that none of its rows was looked at. */
    public boolean isUnreadable() {
        return rows.read() == 0 && faultCount > 0;
    }

    /** Whether all of its rows may still be recorded as they are. */
    public boolean canCommit() {
        return fileKept && status == ImportStatus.PREVIEWED && rows.rejected() == 0 && rows.read() > 0;
    }

    /** Whether some rows may be recorded and the others handed back. */
    public boolean canCommitPartly() {
        return fileKept
                && takesParts
                && (status == ImportStatus.PREVIEWED || status == ImportStatus.REJECTED)
                && rows.rejected() > 0
                && rows.accepted() > 0;
    }

    public boolean canDiscard() {
        return status == ImportStatus.PREVIEWED || status == ImportStatus.REJECTED || status == ImportStatus.FAILED;
    }

    public boolean canRevert() {
        return status == ImportStatus.COMMITTED && rows.accepted() > 0;
    }

    public boolean hasFaultyRows() {
        return fileKept && rows.rejected() > 0 && !isRunning();
    }
}
