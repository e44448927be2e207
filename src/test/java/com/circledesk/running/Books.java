package com.circledesk.running;

import com.circledesk.demo.GenerateCommand;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/** A generated book of a size: its files, loaded through the import API, and the same invoices by bare SQL. */
public final class Books {
    private static final List<String> ORDER =
            List.of("accounts", "sites", "invoices", "receipts", "notes", "allocations", "gl-balances");
    private static final Set<String> LARGE_TABLES = Set.of("bare_stage", "bare_invoice", "bare_entry");

    private final Path files;

    private Books(Path files) {
        this.files = files;
    }

    public static Books of(int invoices, LocalDate until, Path directory) {
        Path files = directory.resolve("book-" + invoices);
        if (!Files.exists(files)) {
            GenerateCommand.in(
                            "--circledesk.generate=national",
                            "--invoices=" + invoices,
                            "--until=" + until,
                            "--out=" + files)
                    .orElseThrow()
                    .run();
        }
        return new Books(files);
    }

    /** Rows and seconds of an import. */
    public record Load(long rows, double seconds) {
        public long rowsPerSecond() {
            return Math.round(rows / seconds);
        }
    }

    /** Loads every file through the API. */
    public Map<String, Load> load(Application application) throws IOException, InterruptedException {
        Map<String, Load> loads = new LinkedHashMap<>();
        for (String kind : ORDER) {
            for (Path file : filesOf(kind)) {
                long rows;
                try (Stream<String> lines = Files.lines(file)) {
                    rows = lines.count() - 1;
                }
                long begin = System.nanoTime();
                application.upload(kind, file);
                double seconds = (System.nanoTime() - begin) / 1e9;
                loads.merge(
                        kind,
                        new Load(rows, seconds),
                        (a, b) -> new Load(a.rows() + b.rows(), a.seconds() + b.seconds()));
                Load load = new Load(rows, seconds);
                System.out.printf(
                        "  %s: %,d rows, %.1f s, %,d rows/s%n",
                        file.getFileName(), rows, seconds, load.rowsPerSecond());
            }
        }
        return loads;
    }

    private List<Path> filesOf(String kind) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            return all.filter(file -> file.getFileName().toString().matches(kind + "(-\\d+)?\\.csv"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /**
     * The least that recording invoices can cost: COPY into a table of texts, then two inserts into tables with the columns,
     * checks and indexes of {@code invoice} and {@code ledger_entry}, in one transaction; without row-level security,
     * references, audit, validation, open items and roll-ups.
     */
    public Load loadBare(Database database) throws IOException, SQLException {
        long rows = 0;
        try (Connection connection = database.connectToAllCircles()) {
            for (String table : LARGE_TABLES) {
                Database.execute(connection, "drop table if exists " + table);
            }
            Database.execute(connection, """
                    create unlogged table bare_stage (invoice_no text, account_code text, charge_type text, invoice_date date,
                        due_date date, taxable_amount numeric, tax_amount numeric, total_amount numeric, period text, irn text,
                        supplier_gstin text, customer_gstin text, po_number text)
                    """);
            Database.execute(connection, "create table bare_invoice (like invoice including all)");
            Database.execute(connection, "create table bare_entry (like ledger_entry including all)");
            long begin = System.nanoTime();
            connection.setAutoCommit(false);
            for (Path file : filesOf("invoices")) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    rows += connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy bare_stage from stdin (format csv, header)", reader, 1 << 16);
                }
            }
            Database.execute(connection, "analyze bare_stage");
            Database.execute(connection, """
                    insert into bare_invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                        taxable_amount, tax_amount, total_amount, period, irn, supplier_gstin, customer_gstin, po_number)
                    select s.invoice_no, a.id, a.circle, s.charge_type, s.invoice_date, s.due_date, s.taxable_amount,
                           s.tax_amount, s.total_amount, s.period, s.irn, s.supplier_gstin, s.customer_gstin, s.po_number
                    from bare_stage s join account a on lower(a.code) = lower(s.account_code)
                    """);
            Database.execute(connection, """
                    insert into bare_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on)
                    select account_id, circle, id, 'INVOICE', 'INVOICE', total_amount, invoice_date from bare_invoice
                    """);
            connection.commit();
            double seconds = (System.nanoTime() - begin) / 1e9;
            connection.setAutoCommit(true);
            for (String table : LARGE_TABLES) {
                Database.execute(connection, "drop table " + table);
            }
            return new Load(rows, seconds);
        }
    }

    /** The months of a history that was just loaded are closed within a minute or two. */
    public static void awaitClosedMonths(Database database) throws SQLException, InterruptedException {
        String open = """
                select count(*) from generate_series((select min(effective_on) from ledger_day), app_today(), '1 month') m
                where date_trunc('month', m) + interval '1 month' <= app_today()
                  and not exists (select from ledger_month_end e where e.month_end = (date_trunc('month', m) + interval '1 month - 1 day')::date)
                """;
        try (Connection connection = database.connect()) {
            for (int waited = 0; !Database.ask(connection, open).equals("0"); waited++) {
                if (waited > 600) {
                    throw new IllegalStateException("The months were not closed within ten minutes.");
                }
                TimeUnit.SECONDS.sleep(1);
            }
            // What a database does by itself in a quiet hour.
            Database.execute(connection, "vacuum analyze");
        }
    }
}
