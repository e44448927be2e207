package com.circledesk.imports.web;

import com.circledesk.imports.ImportCounts;
import com.circledesk.imports.ImportDetail;
import com.circledesk.imports.ImportFault;
import com.circledesk.imports.ImportProgress;
import com.circledesk.shared.Paged;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API answers it.
 *
 * @param remarks what was noticed about the file and is no fault
 * @param errors faults in the order of the file, up to a limit
 * @param errorsTruncated whether there are more than those listed
 * @param sheet the sheet that was read, if the file is a workbook
 */
record ImportAnswer(
        long id,
        String kind,
        String mode,
        boolean partial,
        String status,
        Rows rows,
        SortedMap<String, String> controlTotals,
        List<String> remarks,
        List<Fault> errors,
        boolean errorsTruncated,
        Progress progress,
        String fileName,
        @Nullable String sheet,
        @Nullable String mapping,
        @Nullable String failure,
        String createdBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    record Rows(long read, long accepted, long unchanged, long rejected) {
        static Rows of(ImportCounts counts) {
            return new Rows(counts.read(), counts.accepted(), counts.unchanged(), counts.rejected());
        }
    }

    record Fault(long row, @Nullable String column, String code, String message) {
        static Fault of(ImportFault fault) {
            return new Fault(fault.row(), fault.column(), fault.code(), fault.message());
        }
    }

    record Progress(
            String stage,
            long rowsRead,
            long rowsWritten,
            @Nullable Long rowsTotal) {
        static Progress of(ImportProgress progress) {
            return new Progress(
                    progress.stage().name().toLowerCase(Locale.ROOT),
                    progress.rowsRead(),
                    progress.rowsWritten(),
                    progress.rowsTotal());
        }
    }

    static ImportAnswer of(ImportDetail detail, Paged<ImportFault> faults) {
        SortedMap<String, String> totals = new TreeMap<>();
        detail.controlTotals().forEach((column, sum) -> totals.put(column, sum.toPlainString()));
        return new ImportAnswer(
                detail.id(),
                detail.kind(),
                detail.commit() ? "commit" : "preview",
                detail.partial(),
                detail.status().name(),
                Rows.of(detail.rows()),
                totals,
                detail.remarks(),
                faults.items().stream().map(Fault::of).toList(),
                faults.total() > faults.items().size(),
                Progress.of(detail.progress()),
                detail.fileName(),
                detail.sheetName(),
                detail.mappingName(),
                detail.failure(),
                detail.createdBy(),
                detail.startedAt(),
                detail.finishedAt());
    }
}
