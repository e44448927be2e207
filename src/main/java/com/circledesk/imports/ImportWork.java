package com.circledesk.imports;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.shared.BusinessRuleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does an import from the first byte to the last entry, in one transaction: read and stage, check, record, and say so in
 * the batch. Whatever stops it, nothing of it stays behind.
 */
@Component
class ImportWork {
    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final int ATTEMPTS = 3;

    /** A statement of minutes must not outlive the process that waits for it. A server on Windows cannot tell. */
    private static final String ENDS_WITH_US = """
            select set_config('client_connection_check_interval', '2s', true)
            where version() !~* 'windows|visual c|msvc|mingw'
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate connections;
    private final ImportBatches batches;
    private final ImportOutcome outcome;
    private final ImportSettings settings;
    private final Clock clock;
    private final TransactionTemplate work;
    private final TransactionTemplate report;

    ImportWork(
            JdbcClient jdbc,
            JdbcTemplate connections,
            ImportBatches batches,
            ImportOutcome outcome,
            ImportSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.batches = batches;
        this.outcome = outcome;
        this.settings = settings;
        this.clock = clock;
        this.work = new TransactionTemplate(transactions);
        this.work.setTimeout((int) settings.workMax().toSeconds());
        this.report = new TransactionTemplate(transactions);
    }

    /** Never throws: whatever happens ends up in the batch, if the database can still be reached. */
    void run(ImportJob job, ProgressMeter meter) {
        try {
            ImportCounts counts = attempt(job, meter);
            if (counts.accepted() >= settings.manyRows()) {
                lookAtStatistics(job);
            }
        } catch (BadFile bad) {
            report.executeWithoutResult(status -> batches.refuse(
                    job.id(), job.commit() ? ImportStatus.REJECTED : ImportStatus.PREVIEWED, bad.faults()));
        } catch (RuntimeException | Error e) {
            LOG.error("Import {} of {} failed", job.id(), job.importer().kind().name(), e);
            report.executeWithoutResult(status -> batches.fail(job.id(), ImportFailure.sentence(e, job.id())));
        }
    }

    /** Somebody else may record the same key or use the same money at this moment: then everything is looked at again. */
    private ImportCounts attempt(ImportJob job, ProgressMeter meter) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(work.execute(status -> perform(job, meter)));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException | BusinessRuleException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.info("Import {} met another change and starts again: {}", job.id(), e.getMessage());
            }
        }
    }

    /** It is recorded already: nothing that fails here takes it back. */
    private void lookAtStatistics(ImportJob job) {
        try {
            work.executeWithoutResult(status -> jdbc.sql("select analyze_what_changed(:rows)")
                    .param("rows", settings.manyRows())
                    .query((row, n) -> n)
                    .list());
        } catch (RuntimeException e) {
            LOG.warn("After import {} plans rest on old statistics until the database looks by itself", job.id(), e);
        }
    }

    private ImportCounts perform(ImportJob job, ProgressMeter meter) {
        jdbc.sql("select pg_advisory_xact_lock(:lock, :id), set_config('app.import_id', :import, true),"
                        // What it changed is known to lookAtStatistics as soon as it is recorded.
                        + " pg_stat_force_next_flush(),"
                        + " set_config('work_mem', '64MB', true)")
                .param("lock", ImportBatches.WORKING_LOCK)
                .param("id", (int) job.id())
                .param("import", Long.toString(job.id()))
                .query((row, n) -> n)
                .list();
        jdbc.sql(ENDS_WITH_US).query((row, n) -> n).list();
        meter.stage(ImportStage.READING);
        ImportKind kind = job.importer().kind();
        OpenedTable opened = job.importer()
                .open(new FileToOpen(
                        job.file().path(),
                        job.fileName(),
                        settings.limits(),
                        Math.max(0, job.file().lines() - 1),
                        job.mapping()));
        try (TableFile table = opened.table()) {
            meter.total(table.rowsExpected());
            List<Layout.Slot> slots = Layout.of(kind, table.headers(), opened.mapping());
            Staging rows = new Staging(jdbc, kind, slots, job.id(), job.commit(), opened);
            rows.create();
            long read = load(table, slots, opened.mapping(), meter);
            if (read == 0 && !job.importer().takesEmptyFiles()) {
                throw new BadFile("empty-file", "The file has headers but no rows.");
            }
            meter.total(read);
            rows.loaded(read);
            meter.stage(ImportStage.CHECKING);
            job.importer().check(rows);
            return finish(job, rows, read, table.sheet(), meter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long load(TableFile table, List<Layout.Slot> slots, MappingDefinition mapping, ProgressMeter meter) {
        return Objects.requireNonNull(connections.execute((ConnectionCallback<Long>) connection -> {
            try (CopyLine line =
                    new CopyLine(connection.unwrap(PGConnection.class).getCopyAPI())) {
                long read = new StagingLoader(slots, mapping.formats(), LocalDate.now(clock), line).load(table, meter);
                line.await();
                return read;
            }
        }));
    }

    private ImportCounts finish(ImportJob job, Staging rows, long read, @Nullable String sheet, ProgressMeter meter) {
        ImportCounts counts = outcome.counts(read);
        String totals = outcome.controlTotals(job.importer().kind());
        outcome.keepFaults(job.id(), job.importer().kind());
        ImportStatus status = status(job, counts);
        if (status == ImportStatus.COMMITTED && (counts.accepted() > 0 || read == 0)) {
            meter.stage(ImportStage.RECORDING);
            job.importer().post(rows);
            meter.written(counts.accepted());
        }
        batches.finish(job.id(), status, counts, totals, sheet, rows.remarks());
        return status == ImportStatus.COMMITTED ? counts : ImportCounts.NONE;
    }

    private static ImportStatus status(ImportJob job, ImportCounts counts) {
        if (!job.commit()) {
            return ImportStatus.PREVIEWED;
        }
        boolean nothingLeft = counts.accepted() + counts.unchanged() == 0;
        return counts.rejected() == 0 || job.partial() && !nothingLeft ? ImportStatus.COMMITTED : ImportStatus.REJECTED;
    }
}
