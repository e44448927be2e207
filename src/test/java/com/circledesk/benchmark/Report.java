package com.circledesk.benchmark;

import com.circledesk.benchmark.Reads.Result;
import com.circledesk.running.Application;
import com.circledesk.running.Books.Load;
import com.circledesk.running.Database;
import com.circledesk.running.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was measured, as Markdown. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    void machine(Database server, long seed) throws SQLException, IOException {
        try (Connection connection = server.connect()) {
            line("Measured %s: %s, Java %s, PostgreSQL %s; heap of the application %s; seed %d.\n"
                    .formatted(
                            Instant.now().toString().substring(0, 10),
                            Machine.description(),
                            System.getProperty("java.version"),
                            Database.ask(connection, "show server_version"),
                            Application.HEAP,
                            seed));
        }
    }

    void begin(int size) {
        line("## %,d invoices\n".formatted(size));
    }

    void imports(Map<String, Load> loads, Load bare, int[] heap, @Nullable Integer resident) {
        line("| file | rows | seconds | rows/s |\n|---|---:|---:|---:|");
        loads.forEach((kind, load) ->
                line("| %s | %,d | %.1f | %,d |".formatted(kind, load.rows(), load.seconds(), load.rowsPerSecond())));
        line("| invoices by bare SQL (COPY and two inserts) | %,d | %.1f | %,d |"
                .formatted(bare.rows(), bare.seconds(), bare.rowsPerSecond()));
        Load invoices = loads.get("invoices");
        if (invoices != null) {
            line(
                    "\nInvoices, validated and posted, take %.1f × as long as bare SQL. Heap: at most %d MB in use, %d MB after a collection; memory of the process: %s MB at most.\n"
                            .formatted(invoices.seconds() / bare.seconds(), heap[0], heap[1], resident));
        }
    }

    void reads(List<Result> results) {
        line(
                "| what | median ms | p95 ms | wanted p95 | bare SQL median ms | ratio of medians |\n|---|---:|---:|---:|---:|---:|");
        for (Result result : results) {
            line("| %s | %.0f | %.0f | %s | %s | %s |"
                    .formatted(
                            result.what(),
                            result.application().median(),
                            result.application().p95(),
                            result.bound() == null
                                    ? ""
                                    : result.bound()
                                            + (result.application().p95() <= result.bound() ? "" : " **missed**"),
                            result.bare() == null
                                    ? ""
                                    : "%.1f".formatted(result.bare().median()),
                            result.bare() == null
                                    ? ""
                                    : "%.1f"
                                            .formatted(result.application().median()
                                                    / result.bare().median())));
        }
        line("");
    }

    /** @param what it was filled with */
    void book(String what, String book) {
        line(what + ": " + book + "\n");
    }

    void download(String what, double[] download) {
        line("%s: %,.1f MB, first byte after %.0f ms, all after %.1f s.\n"
                .formatted(what, download[2] / 1e6, download[0], download[1] / 1000));
    }

    /** The last one. */
    void control(Database database) throws SQLException {
        try (Connection connection = database.connectToAllCircles()) {
            line(
                    "Control run over %s entries: %s.\n"
                            .formatted(
                                    Database.ask(
                                            connection, "select to_char(count(*), 'FM999,999,999') from ledger_entry"),
                                    Database.ask(
                                            connection,
                                            "select format('%s s, %s', round(duration_ms / 1000.0, 1), status) from control_run order by id desc limit 1")));
        }
    }

    void memory(int[] heap, @Nullable Integer resident) {
        line(
                "Heap over the whole run: at most %d MB in use, %d MB after a collection; memory of the process: %s MB at most.\n"
                        .formatted(heap[0], heap[1], resident));
    }

    /** The statements that took longest on average while reading, with their plans. */
    void heaviest(Database database, int count) throws SQLException {
        try (Connection connection = database.connectToAllCircles();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select query, calls, mean_exec_time from pg_stat_statements
                        where query ~* '^\\s*(with|select)' and query !~ 'pg_stat_statements' and calls > 1 and toplevel
                        order by mean_exec_time desc limit %d
                        """.formatted(count))) {
            line("<details><summary>The %d heaviest statements while reading, and their plans</summary>\n"
                    .formatted(count));
            while (rows.next()) {
                line("Mean %.1f ms, %d calls\n\n```sql\n%s\n```\n```\n%s```\n"
                        .formatted(
                                rows.getDouble("mean_exec_time"),
                                rows.getLong("calls"),
                                rows.getString("query").strip(),
                                plan(connection, rows.getString("query"))));
            }
            line("</details>\n");
        }
    }

    /** For parameters of which nothing is known. */
    private static String plan(Connection connection, String query) {
        // Constants became parameters; of those in an array nothing tells the type but what it is used for.
        String typed = query.replaceAll("array(\\[\\$\\d+(?:, \\$\\d+)*\\])", "cast(array$1 as integer[])")
                .replaceAll("date_trunc\\((\\$\\d+), (\\$\\d+)\\)", "date_trunc($1, cast($2 as timestamp))");
        int parameters = Pattern.compile("\\$(\\d+)")
                .matcher(typed)
                .results()
                .mapToInt(each -> Integer.parseInt(each.group(1)))
                .max()
                .orElse(0);
        String nothing = parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "null")) + ")";
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare heavy as " + typed);
            try (ResultSet rows = statement.executeQuery("explain (costs off) execute heavy" + nothing)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("deallocate heavy");
        } catch (SQLException e) {
            plan.append("not planned: ").append(e.getMessage()).append('\n');
        }
        return plan.toString();
    }

    void growth(Growth growth) {
        line("## Growth\n\n" + growth.table());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text);
        System.out.println(text);
        System.out.println("Written to " + file);
    }
}
