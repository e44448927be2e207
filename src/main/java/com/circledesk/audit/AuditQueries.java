package com.circledesk.audit;

import com.circledesk.shared.Paged;
import com.circledesk.shared.SearchText;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit trail: lines about circles in scope, and those about none. */
@Service
@Transactional(readOnly = true)
public class AuditQueries {
    private static final int FETCH_ROWS = 500;
    private static final String LINES = """
            select id, at, actor, action, subject, subject_id, circle, import_id, rows_written, note, request_id,
                   before::text, after::text
            from audit_log
            """;
    private static final String MATCHING = """
            where (circle is null or circle = any (:circles))
              and at >= :from::date::timestamp at time zone 'Asia/Kolkata'
              and at < (:to::date + 1)::timestamp at time zone 'Asia/Kolkata'
              and (:actor::text is null or actor ilike :actor)
              and (:subject::text is null or subject = :subject)
              and (:key::text is null or subject_id = :key)
              and (:action::text is null or action = :action)
              and (:circle::text is null or circle = :circle)
              and (:text::text is null or subject_id ilike :text or note ilike :text
                   or before::text ilike :text or after::text ilike :text)
            """;
    /** By id, not by time: a clock may be set back. */
    private static final String NEWEST_FIRST = " order by id desc";

    private final JdbcClient jdbc;

    AuditQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first; a page beyond the end is the last one. */
    public Paged<AuditLine> list(Scope scope, AuditFilter filter, int page, int size) {
        long total = matching("select count(*) from audit_log " + MATCHING, scope, filter)
                .query(Long.class)
                .single();
        int shown = (int) Math.max(0, Math.min(page, (total - 1) / size));
        List<AuditLine> lines = matching(LINES + MATCHING + NEWEST_FIRST + " limit :size offset :offset", scope, filter)
                .param("size", size)
                .param("offset", (long) shown * size)
                .query((row, number) -> line(row))
                .list();
        return new Paged<>(lines, shown, size, total);
    }

    /** All lines of the filter one after the other, newest first. */
    @Transactional(readOnly = true, timeout = 300)
    public void each(Scope scope, AuditFilter filter, Consumer<AuditLine> reader) {
        try (Stream<AuditLine> lines = matching(LINES + MATCHING + NEWEST_FIRST, scope, filter)
                .withFetchSize(FETCH_ROWS)
                .query((row, number) -> line(row))
                .stream()) {
            lines.forEach(reader);
        }
    }

    /** Tables and events that the trail knows, for pickers. */
    public List<String> subjects() {
        // A loose scan of the index: as many steps as there are subjects, however long the trail is.
        return jdbc.sql("""
                        with recursive each as (
                            (select subject from audit_log order by subject limit 1)
                            union all
                            select (select a.subject from audit_log a where a.subject > each.subject order by a.subject limit 1)
                            from each where each.subject is not null)
                        select subject from each where subject is not null
                        """).query(String.class).list();
    }

    private JdbcClient.StatementSpec matching(String sql, Scope scope, AuditFilter filter) {
        return jdbc.sql(sql)
                .param("circles", scope.toArray())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("actor", SearchText.containing(filter.actor()))
                .param("subject", filter.subject())
                .param("key", filter.key())
                .param(
                        "action",
                        filter.action() == null ? null : filter.action().name())
                .param("circle", filter.circle())
                .param("text", SearchText.containing(filter.text()));
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                AuditAction.valueOf(row.getString("action")),
                row.getString("subject"),
                row.getString("subject_id"),
                row.getString("circle"),
                number(row, "import_id"),
                number(row, "rows_written"),
                row.getString("note"),
                row.getString("request_id"),
                RowDifference.between(row.getString("before"), row.getString("after")));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
