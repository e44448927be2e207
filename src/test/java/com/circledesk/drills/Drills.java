package com.circledesk.drills;

import static com.circledesk.drills.Ground.Book.DEMONSTRATION;
import static com.circledesk.drills.Ground.Book.NATIONAL;

import com.circledesk.drills.Ground.Book;
import com.circledesk.running.Database;
import com.circledesk.running.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Provokes one fault after the other and writes {@code target/drills/report.md}; ends with 1 if a promise was not kept.
 *
 * <pre>
 * ./mvnw -Pdrills [-Ddrills=F1,L2] [-Dport=18100] [-Dminutes=2] [-Dsoak=2]
 * </pre>
 */
public final class Drills {
    /** In the order in which they are done. */
    private static final List<Planned> ALL = List.of(
            new Planned(
                    "F1", "The application is killed (kill -9) in an import", DEMONSTRATION, new KilledDuringImport()),
            new Planned(
                    "F2",
                    "The database is killed (kill -9 of all its processes) under random allocations, five times",
                    DEMONSTRATION,
                    new DatabaseKilledMidCommit()),
            new Planned(
                    "F3",
                    "The database is restarted (fast) while ten people open pages without a pause",
                    DEMONSTRATION,
                    new DatabaseRestarts()),
            new Planned(
                    "F4",
                    "All connections to the database are cut, then new ones are refused for five seconds",
                    DEMONSTRATION,
                    new ConnectionsBreak()),
            new Planned("F5", "The database hangs for twelve seconds", DEMONSTRATION, new DatabaseHangs()),
            new Planned("F6", "Each answer of the database comes 200 ms later", DEMONSTRATION, new DatabaseIsSlow()),
            new Planned("F7", "The disk of the database is full", DEMONSTRATION, new DiskFull()),
            new Planned(
                    "F13",
                    "The application is killed between judging and telling, while mornings are composed, and between a mail server's yes and its mark",
                    DEMONSTRATION,
                    new KilledBeforeMailing()),
            new Planned(
                    "F14",
                    "Two instances, one job: the nightly control run, and the death of its holder",
                    DEMONSTRATION,
                    new TwoInstancesOneJob()),
            new Planned(
                    "F15",
                    "Two instances behind a balancer are replaced one after the other (SIGTERM) under load",
                    DEMONSTRATION,
                    new RollingRestart()),
            new Planned("F22", "A migration fails half-way", DEMONSTRATION, new MigrationFails()),
            new Planned("F23", "Restored to a moment from a base backup and the log", DEMONSTRATION, new Restored()),
            new Planned(
                    "F24",
                    "A workbook of the largest size allowed, four at once, with -Xmx512m",
                    DEMONSTRATION,
                    new BigWorkbooks()),
            new Planned(
                    "F20",
                    "Fifty exports whose readers are slow, with ten connections to the database",
                    NATIONAL,
                    new PoolExhausted()),
            new Planned("L7", "A start from nothing to the first page", DEMONSTRATION, new ColdStart()),
            new Planned(
                    "L1",
                    "Two hundred people work, five to fifteen seconds between two pages",
                    NATIONAL,
                    new WorkingDay()),
            new Planned(
                    "L2",
                    "Fifty people who do not pause: on a list, then on the ageing page of any day",
                    NATIONAL,
                    new ClosedLoops()),
            new Planned(
                    "L3", "Two hundred sign-ins within a minute while forty people read", NATIONAL, new SignInStorm()),
            new Planned(
                    "L4",
                    "Imports of 50,000 rows as CSV and of a workbook of 20 MB while twenty people work",
                    NATIONAL,
                    new ImportsBesideWork()),
            new Planned("L5", "Exports of more than 100,000 open items", NATIONAL, new LongExport()),
            new Planned(
                    "L6",
                    "Sixteen programs take from one receipt, which holds half of what they want",
                    DEMONSTRATION,
                    new HotReceipt()),
            new Planned("L8", "A hundred people work on and on", NATIONAL, new Soak()));

    /**
     * One of them.
     *
     * @param id short, to choose it by
     * @param title what happens, in a sentence
     */
    private record Planned(String id, String title, Book book, Drill drill) {}

    private record Done(Planned planned, Findings findings, Duration took) {}

    private final Path directory;
    private final int firstPort;
    private final Sizes sizes;

    private Drills(Path directory, int firstPort, Sizes sizes) {
        this.directory = directory;
        this.firstPort = firstPort;
        this.sizes = sizes;
    }

    public static void main(String[] args) throws Exception {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(args);
        Path directory = Path.of("target", "drills").toAbsolutePath();
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        boolean passed = new Drills(directory, number(given, "port", 18100), sizes(given)).all(chosen(given));
        System.exit(passed ? 0 : 1);
    }

    private static Sizes sizes(SimpleCommandLinePropertySource given) {
        return new Sizes(
                number(given, "invoices", 100_000),
                Duration.ofMinutes(number(given, "minutes", 2)),
                Duration.ofMinutes(number(given, "soak", 2)));
    }

    private static int number(SimpleCommandLinePropertySource given, String name, int otherwise) {
        return Integer.parseInt(text(given, name, Integer.toString(otherwise)));
    }

    private static String text(SimpleCommandLinePropertySource given, String name, String otherwise) {
        String value = given.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static List<Planned> chosen(SimpleCommandLinePropertySource given) {
        List<String> ids = Arrays.stream(text(given, "drills", "").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        List<String> unknown = ids.stream()
                .filter(id -> ALL.stream().noneMatch(drill -> drill.id().equals(id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no drill " + unknown + ", but "
                    + ALL.stream().map(Planned::id).toList());
        }
        return ALL.stream()
                .filter(drill -> ids.isEmpty() || ids.contains(drill.id()))
                .toList();
    }

    private boolean all(List<Planned> drills) throws Exception {
        Instant begin = Instant.now();
        List<Done> done = new ArrayList<>();
        Path programs = Postgres.programs(directory);
        try (Postgres postgres =
                Postgres.create(programs, directory.resolve("postgres"), firstPort, Map.of("archive_mode", "on"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::killQuietly));
            postgres.archive("true");
            System.out.println("The book of the demonstration is written");
            Ground.prepare(postgres, directory, firstPort, sizes);
            if (drills.stream().anyMatch(drill -> drill.book() == NATIONAL)) {
                System.out.println("The book of the whole country is loaded");
                Ground.prepareNational(postgres, directory, firstPort, sizes);
            }
            for (Planned planned : drills) {
                done.add(run(planned, postgres));
            }
            write(done, postgres, Duration.between(begin, Instant.now()));
        }
        return done.stream().noneMatch(one -> one.findings().failed());
    }

    private Done run(Planned planned, Postgres postgres) throws Exception {
        System.out.printf("%s %s%n", planned.id(), planned.title());
        Findings findings = new Findings();
        Instant begin = Instant.now();
        try (Ground ground = Ground.of(planned.id(), planned.book(), postgres, directory, firstPort, sizes)) {
            try {
                planned.drill().run(ground, findings);
            } catch (Exception | AssertionError e) {
                e.printStackTrace(System.out);
                findings.broken(e);
            }
            postgres.ensureRunning();
            List<String> broken = Invariance.broken(ground.superuser());
            findings.expect(
                    broken.isEmpty(),
                    "everything that must always hold holds in its database%s",
                    broken.isEmpty() ? "" : ", but " + broken);
        }
        return new Done(planned, findings, Duration.between(begin, Instant.now()));
    }

    private void write(List<Done> done, Postgres postgres, Duration took) throws IOException, SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = postgres.superuser("postgres").connect()) {
            text.append("Drilled %s on %s, Java %s, PostgreSQL %s; %d s in all; %s.%n%n"
                    .formatted(
                            Instant.now().toString().substring(0, 16).replace('T', ' ') + " UTC",
                            com.circledesk.running.Machine.description(),
                            System.getProperty("java.version"),
                            Database.ask(connection, "show server_version"),
                            took.toSeconds(),
                            done.stream()
                                    .collect(Collectors.groupingBy(
                                            one -> one.findings().outcome(), TreeMap::new, Collectors.counting()))
                                    .entrySet()
                                    .stream()
                                    .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                                    .collect(Collectors.joining(", "))));
        }
        for (Done one : done) {
            text.append("### %s %s: %s, %d s%n%n"
                    .formatted(
                            one.planned().id(),
                            one.planned().title(),
                            one.findings().outcome(),
                            one.took().toSeconds()));
            one.findings()
                    .lines()
                    .forEach(line -> text.append("* ").append(line).append('\n'));
            text.append('\n');
        }
        Path file = directory.resolve("report.md");
        Files.writeString(file, text);
        System.out.println(text);
        System.out.println("Written to " + file);
    }
}
