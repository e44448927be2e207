package com.circledesk.drills;

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
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Provokes one fault after the other and writes {@code target/drills/report.md}; ends with 1 if a promise was not kept.
 *
 * <pre>
 * ./mvnw -Pdrills [-Ddrills=F1,L2] [-Dport=18100] [-Dminutes=3] [-Dsoak=3]
 * </pre>
 */
public final class Drills {
    /** In the order in which they are done. */
    private static final List<Drill> ALL = List.of(
            new KilledDuringImport(),
            new DatabaseKilledMidCommit(),
            new DatabaseRestarts(),
            new ConnectionsBreak(),
            new DatabaseHangs(),
            new DatabaseIsSlow(),
            new DiskFull(),
            new TwoInstancesOneJob(),
            new RollingRestart(),
            new MigrationFails(),
            new Restored(),
            new BigWorkbooks(),
            new PoolExhausted(),
            new ColdStart(),
            new WorkingDay(),
            new ClosedLoops(),
            new SignInStorm(),
            new ImportsBesideWork(),
            new LongExport(),
            new HotReceipt(),
            new Soak());

    private record Done(Drill drill, Findings findings, Duration took) {}

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
                Duration.ofMinutes(number(given, "minutes", 3)),
                Duration.ofMinutes(number(given, "soak", 3)));
    }

    private static int number(SimpleCommandLinePropertySource given, String name, int otherwise) {
        return Integer.parseInt(text(given, name, Integer.toString(otherwise)));
    }

    private static String text(SimpleCommandLinePropertySource given, String name, String otherwise) {
        String value = given.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static List<Drill> chosen(SimpleCommandLinePropertySource given) {
        List<String> ids = Arrays.stream(text(given, "drills", "").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        List<String> unknown = ids.stream()
                .filter(id -> ALL.stream().noneMatch(drill -> drill.id().equals(id)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("There is no drill " + unknown + ", but "
                    + ALL.stream().map(Drill::id).toList());
        }
        return ALL.stream()
                .filter(drill -> ids.isEmpty() || ids.contains(drill.id()))
                .toList();
    }

    private boolean all(List<Drill> drills) throws Exception {
        Instant begin = Instant.now();
        List<Done> done = new ArrayList<>();
        Path programs = Postgres.programs(directory);
        try (Postgres postgres =
                Postgres.create(programs, directory.resolve("postgres"), firstPort, Map.of("archive_mode", "on"))) {
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::killQuietly));
            postgres.archive("true");
            System.out.println("The book of the demonstration is written");
            Ground.prepare(postgres, directory, firstPort, sizes);
            if (drills.stream().anyMatch(Drill::national)) {
                System.out.println("The book of the whole country is loaded");
                Ground.prepareNational(postgres, directory, firstPort, sizes);
            }
            for (Drill drill : drills) {
                done.add(run(drill, postgres));
            }
            write(done, postgres, Duration.between(begin, Instant.now()));
        }
        return done.stream().allMatch(one -> one.findings().passed());
    }

    private Done run(Drill drill, Postgres postgres) throws Exception {
        System.out.printf("%s %s%n", drill.id(), drill.title());
        Findings findings = new Findings();
        Instant begin = Instant.now();
        try (Ground ground = Ground.of(drill, postgres, directory, firstPort, sizes)) {
            try {
                drill.run(ground, findings);
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
        return new Done(drill, findings, Duration.between(begin, Instant.now()));
    }

    private void write(List<Done> done, Postgres postgres, Duration took) throws IOException, SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = postgres.superuser("postgres").connect()) {
            text.append("Drilled %s on %s, Java %s, PostgreSQL %s; %d s in all, %d of %d passed.%n%n"
                    .formatted(
                            Instant.now().toString().substring(0, 16).replace('T', ' ') + " UTC",
                            com.circledesk.running.Machine.description(),
                            System.getProperty("java.version"),
                            Database.ask(connection, "show server_version"),
                            took.toSeconds(),
                            done.stream().filter(one -> one.findings().passed()).count(),
                            done.size()));
        }
        for (Done one : done) {
            text.append("### %s %s: %s, %d s%n%n"
                    .formatted(
                            one.drill().id(),
                            one.drill().title(),
                            one.findings().passed() ? "passed" : "**failed**",
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
