package com.circledesk.imports;

import com.circledesk.audit.AuditEvents;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.ColumnMappings;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes files in: starts their import on behalf of whoever sent them, sets a checked one to be recorded, throws one away,
 * takes one back. The work itself goes on in the background ({@link ImportRunner}); these methods keep to short
 * transactions of their own.
 */
@Service
public class ImportService {
    private final ImportKinds kinds;
    private final ColumnMappings mappings;
    private final ImportBatches batches;
    private final ImportQueries queries;
    private final ImportRunner runner;
    private final ImportSettings settings;
    private final ImportHousekeeping housekeeping;
    private final AuditEvents audit;
    private final TransactionTemplate transaction;
    private final TransactionTemplate longTransaction;

    ImportService(
            ImportKinds kinds,
            ColumnMappings mappings,
            ImportBatches batches,
            ImportQueries queries,
            ImportRunner runner,
            ImportSettings settings,
            ImportHousekeeping housekeeping,
            AuditEvents audit,
            PlatformTransactionManager transactions) {
        this.kinds = kinds;
        this.mappings = mappings;
        this.batches = batches;
        this.queries = queries;
        this.runner = runner;
        this.settings = settings;
        this.housekeeping = housekeeping;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.longTransaction = new TransactionTemplate(transactions);
        this.longTransaction.setTimeout((int) settings.workMax().toSeconds());
    }

    /**
     * Takes a file in and starts its import.
     *
     * @param wait how long to wait for its end
     * @return the import's id; it may still be running
     * @throws ImportRefusedException if the file came before, is too large, or the quota or the room is used up
     */
    public long upload(ImportRequest request, InputStream content, Duration wait) {
        RowImporter importer = kinds.importer(request.kind());
        Actor actor = ActorContext.required();
        ColumnMapping mapping = mapping(request);
        housekeeping.failInterrupted();
        requireQuota(actor);
        runner.takePlace();
        boolean submitted = false;
        UploadedFile file = null;
        try {
            file = UploadedFile.receive(content, settings);
            long id = add(request, file, mapping, actor);
            MappingDefinition definition = mapping == null ? MappingDefinition.NONE : mapping.definition();
            runner.submit(new ImportJob(
                    id,
                    importer,
                    request.commit(),
                    request.partial() && importer.takesParts(),
                    request.fileName(),
                    file,
                    definition,
                    actor,
                    ActorContext.requestId()));
            submitted = true;
            runner.await(id, wait);
            return id;
        } finally {
            if (!submitted) {
                runner.giveUpPlace();
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    private @Nullable ColumnMapping mapping(ImportRequest request) {
        String name = request.mapping();
        return name == null || name.isBlank()
                ? null
                : mappings.find(request.kind(), name)
                        .orElseThrow(() -> ImportRefusedException.unknownMapping(request.kind(), name));
    }

    private void requireQuota(Actor actor) {
        Long user = actor.userId();
        if (user == null) {
            return;
        }
        long uploads = Objects.requireNonNull(transaction.execute(status -> batches.uploadsToday(user)));
        if (uploads >= settings.uploadsPerDay()) {
            throw ImportRefusedException.quota(settings.uploadsPerDay());
        }
    }

    private long add(ImportRequest request, UploadedFile file, @Nullable ColumnMapping mapping, Actor actor) {
        try {
            return Objects.requireNonNull(longTransaction.execute(status -> {
                batches.importOf(request.kind(), file.sha256()).ifPresent(this::refuseAgain);
                return batches.add(request, file, mapping, actor);
            }));
        } catch (DuplicateKeyException e) {
            // Sent by two people at the same moment: the other one was first.
            transaction.executeWithoutResult(
                    status -> batches.importOf(request.kind(), file.sha256()).ifPresent(this::refuseAgain));
            throw ImportRefusedException.busy();
        }
    }

    private void refuseAgain(long first) {
        throw ImportRefusedException.alreadyImported(first, queries.remark(first));
    }

    /** Records what a preview checked (or a refused commit left), reading the file as it was then. */
    public void commit(long id, boolean partial, Duration wait) {
        ImportDetail detail = queries.detail(ActorContext.required().scope(), id);
        RowImporter importer = kinds.importer(detail.kind());
        Actor actor = ActorContext.required();
        runner.takePlace();
        boolean submitted = false;
        UploadedFile file = null;
        try {
            file = UploadedFile.receive(new KeptFile(batches, transaction, id), settings);
            resume(detail, partial);
            runner.submit(new ImportJob(
                    id,
                    importer,
                    true,
                    partial && importer.takesParts(),
                    detail.fileName(),
                    file,
                    Objects.requireNonNull(transaction.execute(status -> batches.mapping(id))),
                    actor,
                    ActorContext.requestId()));
            submitted = true;
            runner.await(id, wait);
        } finally {
            if (!submitted) {
                runner.giveUpPlace();
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    private void resume(ImportDetail detail, boolean partial) {
        if (!detail.fileKept()) {
            throw new BusinessRuleException("file-gone", "The file is no longer kept. Please send it again.");
        }
        try {
            transaction.executeWithoutResult(status -> {
                batches.importOf(detail.kind(), detail.fileSha256()).ifPresent(this::refuseAgain);
                if (!batches.resume(detail.id(), partial)) {
                    throw new BusinessRuleException(
                            "not-previewed", "Import " + detail.id() + " is not waiting to be recorded.");
                }
            });
        } catch (DuplicateKeyException e) {
            throw ImportRefusedException.busy();
        }
    }

    /** Throws away what was never recorded. */
    public void discard(long id) {
        ImportDetail detail = queries.detail(ActorContext.required().scope(), id);
        transaction.executeWithoutResult(status -> {
            if (!batches.discard(id)) {
                throw new BusinessRuleException(
                        "not-discardable", "Import " + id + " was recorded; it can be reverted, not thrown away.");
            }
            audit.record("import-discarded", Long.toString(id), null, detail.kind() + ", " + detail.fileName());
        });
    }

    /** Takes back everything that the import recorded, in one transaction, or says what stands in the way. */
    public void revert(long id, String reason) {
        ImportDetail detail = queries.detail(ActorContext.required().scope(), id);
        String because = reason.strip();
        if (because.isEmpty() || because.length() > 500) {
            throw new BusinessRuleException("missing", "Say why, in at most 500 characters.");
        }
        longTransaction.executeWithoutResult(status -> {
            if (!batches.revert(id, because)) {
                throw new BusinessRuleException("not-committed", "Import " + id + " is not one that was recorded.");
            }
            kinds.importer(detail.kind()).revert(id, because);
            audit.record("import-reverted", Long.toString(id), null, detail.kind() + ", " + because);
        });
    }
}
