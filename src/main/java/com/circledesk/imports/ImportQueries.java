package com.circledesk.imports;

import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads imports. Whoever sees all circles that an import's sender saw may see the import. */
@Service
@Transactional(readOnly = true)
public class ImportQueries {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final ImportKinds kinds;
    private final ZoneId zone;

    ImportQueries(JdbcClient jdbc, JsonMapper json, ImportKinds kinds, Clock clock) {
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.json = json;
        this.zone = clock.getZone();
    }

    /** @throws NotFoundException if there is none that may be seen */
    public ImportDetail detail(Scope scope, long id) {
        return jdbc.sql("""
                        select b.*, p.stage, p.rows_read as read_so_far, p.rows_written, p.rows_total,
                               (select count(*) from import_fault f where f.batch_id = b.id) as faults,
                               exists (select from import_file k where k.batch_id = b.id) as file_kept
                        from import_batch b left join import_progress p on p.batch_id = b.id
                        where b.id = :id and b.circles <@ cast(:circles as text[])
                        """)
                .param("id", id)
                .param("circles", scope.toArray())
                .query((row, n) -> detail(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("Import", id));
    }

    private ImportDetail detail(ResultSet row) throws SQLException {
        return new ImportDetail(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("mode").equals("COMMIT"),
                row.getBoolean("partial"),
                ImportStatus.valueOf(row.getString("status")),
                row.getString("file_name"),
                row.getLong("file_size"),
                row.getString("file_sha256"),
                row.getString("mapping_name"),
                row.getString("sheet_name"),
                counts(row),
                totals(row.getString("control_totals")),
                List.of((String[]) row.getArray("remarks").getArray()),
                kinds.takesParts(row.getString("kind")),
                row.getLong("faults"),
                row.getBoolean("file_kept"),
                progress(row),
                row.getString("failure"),
                row.getString("created_by"),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "finished_at"),
                row.getString("reverted_by"),
                instant(row, "reverted_at"),
                row.getString("revert_reason"));
    }

    /** Of one that runs; one that has ended has read and written what it counts. */
    private static ImportProgress progress(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        if (stage != null) {
            return new ImportProgress(
                    ImportStage.valueOf(stage),
                    row.getLong("read_so_far"),
                    row.getLong("rows_written"),
                    row.getObject("rows_total", Long.class));
        }
        ImportCounts counts = counts(row);
        ImportStatus status = ImportStatus.valueOf(row.getString("status"));
        boolean recorded = status == ImportStatus.COMMITTED || status == ImportStatus.REVERTED;
        return new ImportProgress(ImportStage.DONE, counts.read(), recorded ? counts.accepted() : 0, counts.read());
    }

    private static ImportCounts counts(ResultSet row) throws SQLException {
        return new ImportCounts(
                row.getLong("rows_read"),
                row.getLong("rows_accepted"),
                row.getLong("rows_unchanged"),
                row.getLong("rows_rejected"));
    }

    private SortedMap<String, BigDecimal> totals(String stored) {
        SortedMap<String, BigDecimal> totals = new TreeMap<>();
        json.readValue(stored, new TypeReference<TreeMap<String, String>>() {})
                .forEach((column, sum) -> totals.put(column, new BigDecimal(sum)));
        return totals;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** Newest first. */
    public Paged<ImportRow> list(Scope scope, ImportFilter filter, int page, int size) {
        long total =
                chosen("select count(*)", scope, filter, "").query(Long.class).single();
        return new Paged<>(rows(scope, filter, page, size), page, size, total);
    }

    /** The newest ones. */
    public List<ImportRow> latest(Scope scope, int size) {
        return rows(scope, ImportFilter.ALL, 0, size);
    }

    private JdbcClient.StatementSpec chosen(String columns, Scope scope, ImportFilter filter, String order) {
        return jdbc.sql("""
                        %s
                        from import_batch b
                        where b.circles <@ cast(:circles as text[])
                          and (cardinality(cast(:kinds as text[])) = 0 or b.kind = any (cast(:kinds as text[])))
                          and (cardinality(cast(:statuses as text[])) = 0 or b.status = any (cast(:statuses as text[])))
                        %s
                        """.formatted(columns, order))
                .param("circles", scope.toArray())
                .param("kinds", filter.kinds().toArray(String[]::new))
                .param("statuses", filter.statuses().stream().map(Enum::name).toArray(String[]::new));
    }

    private List<ImportRow> rows(Scope scope, ImportFilter filter, int page, int size) {
        return chosen("select b.*", scope, filter, "order by b.started_at desc, b.id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> new ImportRow(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("mode").equals("COMMIT"),
                        ImportStatus.valueOf(row.getString("status")),
                        row.getString("file_name"),
                        counts(row),
                        row.getString("created_by"),
                        row.getTimestamp("started_at").toInstant()))
                .list();
    }

    /** Faults in the order of the file. */
    public Paged<ImportFault> faults(Scope scope, long id, int page, int size) {
        long total = detail(scope, id).faultCount();
        List<ImportFault> faults = jdbc.sql("""
                        select f.row_no, f.column_name, f.code, f.message
                        from import_fault f
                        where f.batch_id = :id order by f.seq limit :size offset :offset
                        """)
                .param("id", id)
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, n) -> fault(row))
                .list();
        return new Paged<>(faults, page, size, total);
    }

    private static ImportFault fault(ResultSet row) throws SQLException {
        return new ImportFault(
                row.getLong("row_no"), row.getString("column_name"), row.getString("code"), row.getString("message"));
    }

    /** How many faults of each code there are, most frequent first. */
    public List<FaultCount> faultCounts(Scope scope, long id) {
        detail(scope, id);
        return jdbc.sql("""
                        select code, count(*) as faults from import_fault where batch_id = :id
                        group by code order by faults desc, code
                        """).param("id", id).query(FaultCount.class).list();
    }

    /** Faults with one code. */
    public record FaultCount(String code, long faults) {}

    /** When and by whom, for the sentence that refuses the same file again; empty if the asker may not see that import. */
    String remark(long id) {
        return jdbc.sql("select started_at, created_by from import_batch where id = :id")
                .param("id", id)
                .query((row, n) -> " on "
                        + DAY.format(row.getTimestamp("started_at").toInstant().atZone(zone)) + " by "
                        + row.getString("created_by"))
                .optional()
                .orElse("");
    }
}
