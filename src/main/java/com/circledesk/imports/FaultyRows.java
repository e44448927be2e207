package com.circledesk.imports;

import com.circledesk.imports.files.Row;
import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.files.TableFiles;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands the faulty rows of a file back: in the layout in which they came, with two columns added that say what is wrong.
 * Those columns may stay in when the corrected file is sent again.
 */
@Service
@Transactional(readOnly = true, timeout = 600)
public class FaultyRows {
    private static final int FETCH = 1_000;

    private final JdbcClient jdbc;
    private final ImportBatches batches;
    private final ImportQueries queries;
    private final ImportSettings settings;
    private final TransactionTemplate transaction;

    FaultyRows(
            JdbcClient jdbc,
            ImportBatches batches,
            ImportQueries queries,
            ImportSettings settings,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.queries = queries;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws NotFoundException if the import has no faulty rows, or its file is no longer kept */
    public ImportDetail required(Scope scope, long id) {
        ImportDetail detail = queries.detail(scope, id);
        if (!detail.hasFaultyRows()) {
            throw new NotFoundException("A file of faulty rows of import", id);
        }
        return detail;
    }

    /** Whether the file came as a workbook and goes back as one. */
    public boolean isWorkbook(long id) {
        byte[] first = batches.piece(id, 0);
        return first.length > 1 && first[0] == 'P' && first[1] == 'K';
    }

    public void write(Scope scope, long id, OutputStream out) throws IOException {
        ImportDetail detail = required(scope, id);
        try (UploadedFile file = UploadedFile.receive(new KeptFile(batches, transaction, id), settings);
                TableFile table = TableFiles.open(file.path(), detail.fileName(), settings.limits(), null);
                Stream<ImportFault> faults = faults(id);
                FaultWriter writer = FaultWriter.of(table, out)) {
            write(table, faults.iterator(), writer);
        }
    }

    /** Both streams go by row, so that one row at a time is enough. */
    private static void write(TableFile table, Iterator<ImportFault> faults, FaultWriter writer) throws IOException {
        Row row = new Row();
        @Nullable ImportFault fault = faults.hasNext() ? faults.next() : null;
        while (fault != null && table.next(row)) {
            if (fault.row() != row.number()) {
                continue;
            }
            StringBuilder codes = new StringBuilder();
            StringBuilder sentences = new StringBuilder();
            while (fault != null && fault.row() == row.number()) {
                codes.append(codes.isEmpty() ? "" : ", ").append(fault.code());
                sentences.append(sentences.isEmpty() ? "" : " ").append(fault.message());
                fault = faults.hasNext() ? faults.next() : null;
            }
            writer.write(row, codes.toString(), sentences.toString());
        }
    }

    private Stream<ImportFault> faults(long id) {
        return jdbc
                .sql(
                        "select row_no, column_name, code, message from import_fault where batch_id = :id and row_no > 0 order by seq")
                .withFetchSize(FETCH)
                .param("id", id)
                .query((row, n) -> new ImportFault(
                        row.getLong("row_no"),
                        row.getString("column_name"),
                        row.getString("code"),
                        row.getString("message")))
                .stream();
    }
}
