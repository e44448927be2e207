package com.circledesk.imports;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.users.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the batches of imports, the pieces of their files and their faults. */
@Repository
class ImportBatches {
    /** First half of the advisory lock that a working import holds; the second half is its id. */
    static final int WORKING_LOCK = 7301;

    private static final int PIECE = 1 << 20;
    private static final String INTERRUPTED = "The import was interrupted, nothing was recorded. It may be repeated.";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportBatches(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Long> importOf(String kind, String sha256) {
        return jdbc.sql("select import_of_file(:kind, :sha256)")
                .param("kind", kind)
                .param("sha256", sha256)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /** Uploads of the user since the business day began. */
    long uploadsToday(long userId) {
        return jdbc.sql("""
                select count(*) from import_batch
                where created_by_id = :user and started_at >= app_today()::timestamp at time zone 'Asia/Kolkata'
                """).param("user", userId).query(Long.class).single();
    }

    long add(ImportRequest request, UploadedFile file, @Nullable ColumnMapping mapping, Actor actor) {
        long id = jdbc.sql("""
                        insert into import_batch (kind, mode, partial, status, file_name, file_size, file_sha256, mapping_name,
                                                  mapping, circles, created_by_id)
                        values (:kind, :mode, :partial, 'RUNNING', :name, :size, :sha256, :mappingName,
                                cast(:mapping as jsonb), :circles, :user)
                        returning id
                        """)
                .param("kind", request.kind())
                .param("mode", request.commit() ? "COMMIT" : "PREVIEW")
                .param("partial", request.partial())
                .param("name", request.fileName())
                .param("size", file.size())
                .param("sha256", file.sha256())
                .param("mappingName", mapping == null ? null : mapping.name())
                .param(
                        "mapping",
                        json.writeValueAsString(mapping == null ? MappingDefinition.NONE : mapping.definition()))
                .param("circles", actor.scope().toArray())
                .param("user", actor.userId())
                .query(Long.class)
                .single();
        begin(id);
        keepFile(id, file);
        return id;
    }

    private void begin(long id) {
        jdbc.sql("insert into import_progress (batch_id) values (:id)")
                .param("id", id)
                .update();
    }

    /** @return whether it was running until now */
    private boolean end(long id) {
        return jdbc.sql("delete from import_progress where batch_id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    private void keepFile(long id, UploadedFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            int piece = 0;
            for (byte[] content = in.readNBytes(PIECE); content.length > 0; content = in.readNBytes(PIECE)) {
                jdbc.sql("insert into import_file (batch_id, piece, content) values (:id, :piece, :content)")
                        .param("id", id)
                        .param("piece", piece++)
                        .param("content", content)
                        .update();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A piece of the file; empty after its end. */
    byte[] piece(long id, int piece) {
        return jdbc.sql("select content from import_file where batch_id = :id and piece = :piece")
                .param("id", id)
                .param("piece", piece)
                .query(byte[].class)
                .optional()
                .orElse(new byte[0]);
    }

    MappingDefinition mapping(long id) {
        String definition = jdbc.sql("select mapping from import_batch where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return json.readValue(definition, MappingDefinition.class);
    }

    /**
     * Sets a checked file to work again, this time to record it.
     *
     * @return false if it is not, or no longer, in a state to be recorded
     */
    boolean resume(long id, boolean partial) {
        jdbc.sql("delete from import_fault where batch_id = :id")
                .param("id", id)
                .update();
        int resumed = jdbc.sql("""
                        update import_batch
                        set mode = 'COMMIT', partial = :partial, status = 'RUNNING', rows_read = 0, rows_accepted = 0,
                            rows_unchanged = 0, rows_rejected = 0, control_totals = '{}', finished_at = null
                        where id = :id and status in ('PREVIEWED', 'REJECTED')
                        """).param("id", id).param("partial", partial).update();
        if (resumed == 1) {
            begin(id);
        }
        return resumed == 1;
    }

    void progress(long id, ImportProgress progress) {
        jdbc.sql("""
                update import_progress set stage = :stage, rows_read = :read, rows_written = :written,
                    rows_total = coalesce(cast(:total as bigint), rows_total), heartbeat_at = now()
                where batch_id = :id
                """)
                .param("id", id)
                .param("stage", progress.stage().name())
                .param("read", progress.rowsRead())
                .param("written", progress.rowsWritten())
                .param("total", progress.rowsTotal())
                .update();
    }

    /**
     * @throws IllegalStateException if it was taken for dead meanwhile and marked as failed: then nothing of it may stay
     */
    void finish(
            long id,
            ImportStatus status,
            ImportCounts rows,
            String controlTotals,
            @Nullable String sheet,
            List<String> remarks) {
        if (!end(id)) {
            throw new IllegalStateException("Import " + id + " was given up by another instance.");
        }
        jdbc.sql("""
                update import_batch
                set status = :status, rows_read = :read, rows_accepted = :accepted, rows_unchanged = :unchanged,
                    rows_rejected = :rejected, control_totals = cast(:totals as jsonb), sheet_name = :sheet,
                    remarks = :remarks, finished_at = app_now(), failure = null
                where id = :id
                """)
                .param("id", id)
                .param("status", status.name())
                .param("read", rows.read())
                .param("accepted", rows.accepted())
                .param("unchanged", rows.unchanged())
                .param("rejected", rows.rejected())
                .param("totals", controlTotals)
                .param("sheet", sheet)
                .param("remarks", remarks.toArray(String[]::new))
                .update();
    }

    /** Ends an import whose file cannot be read as a whole. */
    void refuse(long id, ImportStatus status, List<BadFile.Fault> faults) {
        finish(id, status, ImportCounts.NONE, "{}", null, List.of());
        for (int seq = 0; seq < faults.size(); seq++) {
            BadFile.Fault fault = faults.get(seq);
            jdbc.sql("""
                    insert into import_fault (batch_id, seq, row_no, column_name, code, message)
                    values (:id, :seq, 0, :column, :code, :message)
                    """)
                    .param("id", id)
                    .param("seq", seq + 1)
                    .param("column", fault.column())
                    .param("code", fault.code())
                    .param("message", fault.message())
                    .update();
        }
    }

    void fail(long id, String sentence) {
        end(id);
        jdbc.sql("""
                update import_batch set status = 'FAILED', failure = :failure, finished_at = app_now()
                where id = :id and status = 'RUNNING'
                """).param("id", id).param("failure", sentence).update();
    }

    /**
     * Marks imports as failed that have died with their process, of whichever instance. A live one beats every second;
     * one that is late but whose transaction still holds its lock is given more time. One that was wrongly taken for
     * dead finds itself without its progress at the end and takes everything back.
     *
     * @return their ids
     */
    List<Long> failInterrupted() {
        List<Long> dead =
                jdbc.sql("""
                        select b.id from import_batch b left join import_progress p on p.batch_id = b.id
                        where b.status = 'RUNNING'
                          and coalesce(p.heartbeat_at, '-infinity') < now() - case
                              when p.stage <> 'WAITING' and not exists (
                                  select from pg_locks l
                                  where l.locktype = 'advisory' and l.classid = :lock and l.objid = b.id and l.objsubid = 2
                                    and l.database = (select oid from pg_database where datname = current_database()))
                              then interval '5 seconds' else interval '60 seconds' end
                        """).param("lock", WORKING_LOCK).query(Long.class).list();
        dead.forEach(id -> fail(id, INTERRUPTED));
        return dead;
    }

    /** Whether it was there to be thrown away. */
    boolean discard(long id) {
        return jdbc.sql("delete from import_batch where id = :id and status in ('PREVIEWED', 'REJECTED', 'FAILED')")
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean revert(long id, String reason) {
        return jdbc.sql("""
                        update import_batch set status = 'REVERTED', reverted_at = app_now(), reverted_by = app_actor(),
                            revert_reason = :reason
                        where id = :id and status = 'COMMITTED'
                        """).param("id", id).param("reason", reason).update() == 1;
    }

    /** Previews that nobody took up are thrown away; of the others only the file goes. */
    void forgetFilesBefore(Instant moment) {
        Timestamp before = Timestamp.from(moment);
        jdbc.sql(
                        "delete from import_batch where status in ('PREVIEWED', 'REJECTED') and mode = 'PREVIEW' and started_at < :before")
                .param("before", before)
                .update();
        jdbc.sql("""
                delete from import_file f using import_batch b
                where b.id = f.batch_id and b.status <> 'RUNNING' and b.started_at < :before
                """).param("before", before).update();
    }
}
