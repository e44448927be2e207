package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Books;
import com.circledesk.running.Database;
import com.circledesk.running.FaultProxy;
import com.circledesk.running.Person;
import com.circledesk.running.Postgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one drill takes place: a database of its own with the demonstration's book, a directory, ports; whatever is started
 * here ends with the drill.
 */
final class Ground implements AutoCloseable {
    /** The demonstration's people. */
    static final String FINANCE = "meera.iyer@demo.example";

    /** What a drill begins with: a database of this name is the template of its own. */
    enum Book {
        DEMONSTRATION,
        NATIONAL;

        private final String database = name().toLowerCase(Locale.ROOT);
    }

    static final String PASSWORD = "monsoon-lantern-42";

    /** Starts in half the time. */
    static final String[] JVM = {"-Xmx512m", "-XX:TieredStopAtLevel=1"};

    private static final int APPLICATION = 1;
    private static final int PROXY = 11;

    private final Postgres postgres;
    private final Path directory;
    private final String database;
    private final int firstPort;
    private final Sizes sizes;
    private final HttpClient browser = Person.browser();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private int applications;

    private Ground(Postgres postgres, Path directory, String database, int firstPort, Sizes sizes) throws IOException {
        this.postgres = postgres;
        this.directory = Files.createDirectories(directory.resolve(database));
        this.database = database;
        this.firstPort = firstPort;
        this.sizes = sizes;
    }

    /** Where the book is written that every drill begins with. */
    static void prepare(Postgres postgres, Path directory, int firstPort, Sizes sizes) throws Exception {
        create(postgres, "create database " + Book.DEMONSTRATION.database + " owner " + Postgres.OWNER);
        try (Ground ground = new Ground(postgres, directory, Book.DEMONSTRATION.database, firstPort, sizes)) {
            ground.start(Map.of("CIRCLEDESK_DEMO", "true"));
        }
    }

    /** The book of the whole country, loaded through the API as the benchmark does, its months closed. */
    static void prepareNational(Postgres postgres, Path directory, int firstPort, Sizes sizes) throws Exception {
        create(postgres, "create database " + Book.NATIONAL.database + " owner " + Postgres.OWNER);
        try (Ground ground = new Ground(postgres, directory, Book.NATIONAL.database, firstPort, sizes)) {
            Application application = ground.startTuned();
            Books.of(sizes.invoices(), LocalDate.now(ZoneId.of("Asia/Kolkata")), directory)
                    .load(application);
            Books.awaitClosedMonths(ground.superuser());
        }
    }

    static Ground of(String drill, Book book, Postgres postgres, Path directory, int firstPort, Sizes sizes)
            throws IOException, SQLException {
        String name = drill.toLowerCase(Locale.ROOT);
        create(postgres, "create database %s template %s owner %s".formatted(name, book.database, Postgres.OWNER));
        return new Ground(postgres, directory, name, firstPort, sizes);
    }

    private static void create(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.superuser("postgres").connect()) {
            Database.execute(connection, sql);
        }
    }

    Postgres postgres() {
        return postgres;
    }

    /** Of its database. */
    String name() {
        return database;
    }

    Path directory() {
        return directory;
    }

    Sizes sizes() {
        return sizes;
    }

    int port(int offset) {
        return firstPort + offset;
    }

    /** As the application signs in. */
    Database owner() {
        return postgres.owner(database);
    }

    /** For looking past row-level security. */
    Database superuser() {
        return postgres.superuser(database);
    }

    /** The answer to a question that has one value. */
    String ask(String sql) throws SQLException {
        try (Connection connection = superuser().connect()) {
            return Database.ask(connection, sql);
        }
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(ask("select count(*) from " + sql));
    }

    /** An instance of the application, ready to be asked. */
    Application start(Map<String, String> settings) throws IOException, InterruptedException {
        return start(owner(), settings);
    }

    /** An instance that is this much ahead of its time. */
    Application startAhead(Duration ahead, Map<String, String> settings) throws IOException, InterruptedException {
        MovedClock.putInto(directory.resolve("instance-" + (applications + 1)));
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(MovedClock.settings(ahead));
        return start(all);
    }

    Application start(Database through, Map<String, String> settings) throws IOException, InterruptedException {
        Application application = begin(through, settings, JVM);
        application.awaitReady();
        return application;
    }

    /** An instance as it is deployed: compiled as well as it can be, with half a gigabyte of heap. */
    Application startTuned() throws IOException, InterruptedException {
        Application application = begin(owner(), Map.of(), "-Xmx" + Application.HEAP);
        application.awaitReady();
        return application;
    }

    Application begin(Database through, Map<String, String> settings, String... jvm) throws IOException {
        int number = ++applications;
        Path own = Files.createDirectories(directory.resolve("instance-" + number));
        Application application = Application.begin(through, own, port(APPLICATION + number - 1), settings, jvm);
        started.push(application);
        return application;
    }

    /** A wire to the database that can break. */
    FaultProxy proxy() throws IOException {
        FaultProxy proxy = FaultProxy.between(port(PROXY), postgres.port());
        started.push(proxy);
        return proxy;
    }

    /** The database behind the wire. */
    Database through(FaultProxy proxy) {
        Database direct = owner();
        return new Database(
                direct.url().replace(":" + postgres.port() + "/", ":" + proxy.port() + "/"),
                direct.user(),
                direct.password(),
                null);
    }

    Person finance(Application application) throws IOException, InterruptedException {
        return new Person(browser, application.address()).signIn(FINANCE, PASSWORD);
    }

    /** What the application and the database have used of the processors so far. */
    Duration processorTime(Application application) {
        return Stream.concat(Stream.of(application.process()), postgres.processes())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    HttpClient browser() {
        return browser;
    }

    void alsoClose(AutoCloseable something) {
        started.push(something);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            AutoCloseable last = started.pop();
            try {
                last.close();
            } catch (Exception e) {
                System.out.println("  " + last + " did not end well: " + e);
            }
        }
        if (Stream.of(Book.values()).noneMatch(book -> book.database.equals(database))) {
            drop();
        }
    }

    private void drop() {
        try (Connection connection = postgres.superuser("postgres").connect()) {
            Database.execute(connection, "drop database " + database + " with (force)");
        } catch (SQLException e) {
            System.out.println("  " + database + " stays: " + e.getMessage());
        }
    }
}
