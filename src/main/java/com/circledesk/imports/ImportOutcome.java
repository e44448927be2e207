package com.circledesk.imports;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the staging tables what came out of the checks, and keeps the faults. */
@Component
class ImportOutcome {
    private final JdbcClient jdbc;

    ImportOutcome(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ImportCounts counts(long read) {
        long rejected = count("select count(distinct row_no) from staged_fault");
        long unchanged = count("""
                select count(distinct row_no) from staged_unchanged u
                where not exists (select from staged_fault f where f.row_no = u.row_no)
                """);
        return new ImportCounts(read, read - rejected - unchanged, unchanged, rejected);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** Sums of the amount columns over the accepted rows, as a JSON object of strings. */
    String controlTotals(ImportKind kind) {
        String sums = kind.columns().stream()
                .filter(Column::isAmount)
                .map(column -> "'%1$s', coalesce(sum(%1$s), 0.00)::text".formatted(column.name()))
                .collect(Collectors.joining(", "));
        if (sums.isEmpty()) {
            return "{}";
        }
        return jdbc.sql("select jsonb_build_object(" + sums + ")::text from accepted")
                .query(String.class)
                .single();
    }

    /** In the order of the file, and within a row in the order of the kind's columns. */
    void keepFaults(long importId, ImportKind kind) {
        List<Column> columns = kind.columns();
        String order = IntStream.range(0, columns.size())
                .mapToObj(at -> "('" + columns.get(at).name() + "', " + at + ")")
                .collect(Collectors.joining(", "));
        jdbc.sql("""
                insert into import_fault (batch_id, seq, row_no, column_name, code, message)
                select :id, row_number() over (order by f.row_no, o.at, f.seq), f.row_no, f.column_name, f.code, f.message
                from staged_fault f left join (values %s) o (name, at) on o.name = f.column_name
                """.formatted(order)).param("id", importId).update();
    }
}
