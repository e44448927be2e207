package com.circledesk.receivables.control;

import com.circledesk.receivables.control.Finding.Difference;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks one invariant's question. Each is a single statement, so it sees one state of the book while others write. */
@Service
public class Checker {
    private static final int EXAMPLES_MAX = 20;

    private final JdbcClient jdbc;

    Checker(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true, timeout = 600)
    public Finding check(Invariant invariant) {
        // Millions of entries are summed at once: in memory.
        jdbc.sql("""
                select set_config('work_mem', '256MB', true), set_config('hash_mem_multiplier', '2', true)
                """).query((row, number) -> number).list();
        List<Difference> examples = new ArrayList<>();
        long[] differences = new long[1];
        jdbc.sql("select circle, subject, detail, count(*) over () as differences from (%s\n) found limit :max"
                        .formatted(invariant.sql()))
                .param("max", EXAMPLES_MAX)
                .query(row -> {
                    differences[0] = row.getLong("differences");
                    examples.add(new Difference(
                            row.getString("circle"),
                            row.getString("subject"),
                            String.valueOf(row.getString("detail"))));
                });
        return new Finding(differences[0], examples);
    }
}
