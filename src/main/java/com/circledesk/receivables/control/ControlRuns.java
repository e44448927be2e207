package com.circledesk.receivables.control;

import com.circledesk.receivables.control.Finding.Difference;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads control runs. A run is about every circle, and everybody may know how it ended; its examples are shown to those
 * who see their circle.
 */
@Service
@Transactional(readOnly = true)
public class ControlRuns {
    private static final String RUN = """
            select r.id, r.status, r.started_at, r.started_by, r.duration_ms, r.checks,
                   case when r.status = 'RUNNING'
                       then (select sum(differences) from control_check c where c.run_id = r.id) else r.differences
                   end as differences,
                   (select count(*) from control_check c where c.run_id = r.id) as checked
            from control_run r
            """;

    private final JdbcClient jdbc;

    ControlRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ControlRunRow> find(long id) {
        return jdbc.sql(RUN + "where r.id = :id")
                .param("id", id)
                .query((row, number) -> run(row))
                .optional();
    }

    /** The youngest first. */
    public Paged<ControlRunRow> history(int page, int size) {
        List<ControlRunRow> rows = jdbc.sql(RUN + "order by r.id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query((row, number) -> run(row))
                .list();
        long total =
                jdbc.sql("select count(*) from control_run").query(Long.class).single();
        return new Paged<>(rows, page, size, total);
    }

    public List<ControlCheckRow> checks(Scope scope, long run) {
        Map<String, List<Difference>> examples = new HashMap<>();
        jdbc.sql("""
                        select name, circle, subject, detail from control_difference
                        where run_id = :run and (circle is null or circle = any (:circles)) order by name, seq
                        """).param("run", run).param("circles", scope.toArray()).query(row -> {
            examples.computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                    .add(new Difference(row.getString("circle"), row.getString("subject"), row.getString("detail")));
        });
        return jdbc.sql("""
                        select name, differences, duration_ms from control_check where run_id = :run
                        order by differences = 0 nulls first, name
                        """)
                .param("run", run)
                .query((row, number) -> new ControlCheckRow(
                        row.getString("name"),
                        row.getObject("differences", Long.class),
                        row.getLong("duration_ms"),
                        examples.getOrDefault(row.getString("name"), List.of())))
                .list();
    }

    private static ControlRunRow run(ResultSet row) throws SQLException {
        return new ControlRunRow(
                row.getLong("id"),
                ControlStatus.valueOf(row.getString("status")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                row.getObject("duration_ms", Long.class),
                row.getInt("checks"),
                row.getInt("checked"),
                row.getLong("differences"));
    }
}
