package com.circledesk.benchmark;

import com.circledesk.running.Application;
import com.circledesk.running.Books;
import com.circledesk.running.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Measures the application at the sizes asked for and writes {@code target/benchmark/report.md}: imports in rows per second
 * and heap, reads as percentiles over HTTP, each beside bare SQL in the same run on the same tables.
 *
 * <pre>
 * ./mvnw -Pbenchmark [-Dsizes=10000,100000,1000000] [-Druns=60] [-Duntil=2026-11-21] [-Dseed=…] [-Dport=8099]
 *     [-Donly=disputes|collections]
 * </pre>
 *
 * A book that was loaded before is read again without loading it.
 */
public final class Benchmark {
    private static final String PERSON = "finance@benchmark.example";
    private static final String PASSWORD = "heron-over-the-backwater-9";
    private static final int HEAVIEST = 10;
    /** Measured in a copy of the book, to which it adds 150,000 invoices. */
    private static final String COLLECTIONS = "collections";

    private final Path directory;
    private final LocalDate until;
    private final long seed;
    private final int port;
    private final int runs;
    private final String only;
    private final Report report = new Report();
    private final Growth growth;

    private Benchmark(Path directory, LocalDate until, long seed, int port, int runs, String only) throws IOException {
        this.directory = directory;
        this.until = until;
        this.seed = seed;
        this.port = port;
        this.runs = runs;
        this.only = only;
        this.growth = Growth.in(directory);
    }

    public static void main(String[] args) throws Exception {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(args);
        Path directory = Path.of("target", "benchmark").toAbsolutePath();
        Files.createDirectories(directory);
        Benchmark benchmark = new Benchmark(
                directory,
                LocalDate.parse(text(
                        given,
                        "until",
                        LocalDate.now(java.time.ZoneId.of("Asia/Kolkata")).toString())),
                Long.parseLong(text(given, "seed", Long.toString(System.nanoTime()))),
                Integer.parseInt(text(given, "port", "8099")),
                Integer.parseInt(text(given, "runs", "60")),
                text(given, "only", ""));
        List<Integer> sizes = Arrays.stream(
                        text(given, "sizes", "10000,100000,1000000").split(","))
                .map(Integer::valueOf)
                .toList();
        try (Database server = Database.open(directory)) {
            benchmark.report.machine(server, benchmark.seed);
            for (int size : sizes) {
                benchmark.measure(server, size);
            }
        }
        benchmark.report.growth(benchmark.growth);
        benchmark.report.write(directory.resolve("report.md"));
        Files.writeString(directory.resolve("growth.svg"), benchmark.growth.picture());
    }

    private static String text(SimpleCommandLinePropertySource given, String name, String otherwise) {
        String value = given.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private void measure(Database server, int size) throws Exception {
        System.out.printf("%,d invoices%n", size);
        report.begin(size);
        Database database = only.equals(COLLECTIONS)
                ? server.copied("benchmark_" + size, "benchmark_" + size + "_collections")
                : server.named("benchmark_" + size);
        Path ownDirectory = Files.createDirectories(directory.resolve("run-" + size));
        Books book = Books.of(size, until, directory);
        try (Application application = Application.start(database, ownDirectory, port)) {
            boolean loaded;
            try (Connection connection = database.connect()) {
                loaded = !Database.ask(connection, "select count(*) from (select from invoice limit 1) one")
                        .equals("0");
            }
            if (!loaded) {
                Map<String, Books.Load> loads = book.load(application);
                report.imports(loads, book.loadBare(database), application.heap(), application.peakResident());
            }
            Books.awaitClosedMonths(database);
            createPerson(database);
            application.signIn(PERSON, PASSWORD);
            try (Connection connection = database.connectToAllCircles()) {
                Database.execute(connection, "create extension if not exists pg_stat_statements");
                Database.execute(connection, "select pg_stat_statements_reset()");
            }
            if (only.equals(COLLECTIONS)) {
                try (Connection connection = database.connectToAllCircles()) {
                    report.book("Collections", CollectedBook.fill(connection, until, hash()));
                    Database.execute(connection, "vacuum analyze");
                    new Collecting(application, connection, until, runs, PASSWORD).measure(report);
                }
            } else {
                readAll(database, application, size);
            }
            report.memory(application.heap(), application.peakResident());
        }
    }

    private void readAll(Database database, Application application, int size) throws Exception {
        boolean everything = only.isEmpty();
        if (everything) {
            readBook(database, application, size);
        }
        try (Connection connection = database.connectToAllCircles()) {
            report.book("Disputes", DisputedBook.fill(connection, until));
            report.reads(new Reads(application, connection, until, seed, runs).disputes());
        }
        if (everything) {
            control(database, application);
        }
    }

    private void readBook(Database database, Application application, int size) throws Exception {
        try (Connection connection = database.connectToAllCircles()) {
            Reads reads = new Reads(application, connection, until, seed, runs);
            List<Reads.Result> results = new ArrayList<>(reads.all());
            report.heaviest(database, HEAVIEST);
            results.addAll(reads.crowds());
            report.reads(results);
            growth.add(size, results);
        }
    }

    private void control(Database database, Application application) throws Exception {
        report.download(
                "Export of all open items as CSV", application.download("/receivables/open-items/export?format=csv"));
        application.press("/receivables/control", "/receivables/control");
        awaitControlRun(database);
        report.control(database);
    }

    private static void awaitControlRun(Database database) throws SQLException, InterruptedException {
        try (Connection connection = database.connect()) {
            for (int waited = 0;
                    !Database.ask(connection, "select count(*) from control_run where status = 'RUNNING'")
                            .equals("0");
                    waited++) {
                if (waited > 600) {
                    throw new IllegalStateException("The control run did not end within ten minutes.");
                }
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static void createPerson(Database database) throws SQLException {
        try (Connection connection = database.connectToAllCircles();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into app_user (email, full_name, role, all_circles, password_hash, password_changed_at)
                        values (?, 'Benchmark', 'FINANCE', true, ?, now()) on conflict do nothing
                        """)) {
            insert.setString(1, PERSON);
            insert.setString(2, hash());
            insert.executeUpdate();
        }
    }

    private static String hash() {
        return "{argon2@CircleDesk}" + new Argon2PasswordEncoder(16, 32, 1, 19456, 2).encode(PASSWORD);
    }
}
