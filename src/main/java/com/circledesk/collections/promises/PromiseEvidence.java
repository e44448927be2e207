package com.circledesk.collections.promises;

import com.circledesk.disputes.evidence.CheckedFile;
import com.circledesk.disputes.evidence.EvidenceService;
import com.circledesk.receivables.LedgerRefusals;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the files that prove promises, as those of disputes are kept: by what they hold, and only marked when taken away. */
@Service
@Transactional
public class PromiseEvidence {
    private static final Map<String, String> REFUSALS =
            Map.of("promise_evidence_once", "duplicate", "promise_evidence_removed_once", "wrong-state");

    private final JdbcClient jdbc;
    private final PromiseRecords records;
    private final EvidenceService files;

    PromiseEvidence(JdbcClient jdbc, PromiseRecords records, EvidenceService files) {
        this.jdbc = jdbc;
        this.records = records;
        this.files = files;
    }

    /** What is handed out. */
    public record Content(String fileName, String contentType, byte[] bytes) {}

    /** Before a file is read into memory. */
    public void requireSize(long size) {
        files.requireSize(size);
    }

    public void attach(String ref, String fileName, byte[] content) {
        PromiseRecords.Place promise = records.find(ref, scope());
        CheckedFile file = files.check(content, fileName);
        LedgerRefusals.translate(
                REFUSALS,
                () -> jdbc.sql("""
                        insert into promise_evidence (promise_id, circle, file_name, content_type, size_bytes, sha256, content)
                        select id, circle, :name, :type, :size, :sha256, :content from promise where id = :promise
                        """)
                        .param("promise", promise.id())
                        .param("name", file.fileName())
                        .param("type", file.contentType())
                        .param("size", content.length)
                        .param("sha256", file.sha256())
                        .param("content", content)
                        .update());
    }

    public void remove(String ref, long file, String why) {
        PromiseRecords.Place promise = records.find(ref, scope());
        int removed = jdbc.sql("""
                        update promise_evidence set removed_at = app_now(), removed_by = app_actor(), removed_why = :why
                        where id = :id and promise_id = :promise and removed_at is null
                        """)
                .param("id", file)
                .param("promise", promise.id())
                .param("why", why)
                .update();
        if (removed == 0) {
            throw new NotFoundException("File", file);
        }
    }

    @Transactional(readOnly = true)
    public List<PromiseFile> of(long promiseId) {
        return jdbc.sql("""
                        select id, file_name, size_bytes, attached_at, attached_by, removed_at, removed_by, removed_why
                        from promise_evidence where promise_id = :promise and circle = any (:circles) order by id
                        """)
                .param("promise", promiseId)
                .param("circles", scope().toArray())
                .query(PromiseFile.class)
                .list();
    }

    @Transactional(readOnly = true)
    public Content content(String ref, long file) {
        return jdbc.sql("""
                        select e.file_name, e.content_type, e.content from promise_evidence e join promise p on p.id = e.promise_id
                        where e.id = :id and p.promise_ref = :ref and p.circle = any (:circles) and e.removed_at is null
                        """)
                .param("id", file)
                .param("ref", PromiseRecords.key(ref))
                .param("circles", scope().toArray())
                .query((row, n) ->
                        new Content(row.getString("file_name"), row.getString("content_type"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> new NotFoundException("File", file));
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }
}
