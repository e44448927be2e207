package com.circledesk.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL whose processes are known, so that they can be killed, stopped and started. Its programs are those of
 * {@code DRILLS_POSTGRES} (a directory), else the newest installed ones with their client programs, else the embedded ones.
 * Needs a POSIX system.
 */
public final class Postgres implements AutoCloseable {
    public static final String OWNER = "circledesk_owner";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "100",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "jit", "off",
            "client_connection_check_interval", "2s");

    private final Path programs;
    private final Path cluster;
    private final int port;
    private final Path log;
    private final List<String> options = new ArrayList<>();
    private Process process;

    private Postgres(Path programs, Path cluster, int port, Map<String, String> settings) throws IOException {
        this.programs = programs;
        this.cluster = cluster;
        this.port = port;
        this.log = cluster.resolveSibling(cluster.getFileName() + ".log");
        Stream.of(SETTINGS, settings)
                .forEach(some -> some.forEach((name, value) -> options.addAll(List.of("-c", name + "=" + value))));
        this.process = launch();
    }

    /** Makes a cluster and starts it. */
    public static Postgres create(Path programs, Path cluster, int port, Map<String, String> settings)
            throws IOException, InterruptedException, SQLException {
        run(
                Files.createDirectories(cluster.toAbsolutePath().getParent()).resolve("initdb.log"),
                programs.resolve("initdb"),
                "-D",
                cluster.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8");
        Postgres postgres = start(programs, cluster, port, settings);
        try (Connection connection = postgres.superuser("postgres").connect()) {
            Database.execute(connection, "create role " + OWNER + " login createrole");
        }
        return postgres;
    }

    /** Starts a cluster that is there. */
    public static Postgres start(Path programs, Path cluster, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        Postgres postgres = new Postgres(programs, cluster, port, settings);
        postgres.awaitReady();
        return postgres;
    }

    public static Path programs(Path directory) throws IOException {
        String named = System.getenv("DRILLS_POSTGRES");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path installed = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> versions = Files.list(installed)) {
                Optional<Path> newest = versions.filter(
                                version -> version.getFileName().toString().matches("\\d+"))
                        .sorted(Comparator.comparing((Path version) ->
                                        Integer.valueOf(version.getFileName().toString()))
                                .reversed())
                        .map(version -> version.resolve("bin"))
                        .filter(bin -> Files.exists(bin.resolve("initdb")))
                        .filter(bin -> Files.exists(bin.resolve("pg_basebackup")))
                        .findFirst();
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        Path unpacked = directory.resolve("bin");
        EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(unpacked.toFile())
                .start()
                .close();
        try (Stream<Path> within = Files.list(unpacked)) {
            return within.map(one -> one.resolve("bin"))
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A program of PostgreSQL to its end; what it says goes to the log. */
    public static void run(Path log, Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = command(program, List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program.getFileName() + " failed; see " + log);
        }
    }

    /** PostgreSQL refuses to work for root: then it does so as nobody, in a name space of its own. */
    private static List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        arguments.addAll(options);
        return new ProcessBuilder(command(programs.resolve("postgres"), arguments))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    public void start() throws IOException, InterruptedException {
        process = launch();
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try (Connection connection = superuser("postgres").connect()) {
                if (!connection.isClosed()) {
                    return;
                }
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("PostgreSQL did not start; see " + log);
    }

    /** Disconnects everybody and stops in good order, as {@code pg_ctl -m fast stop} does. */
    public void stop() throws IOException {
        signal("INT", List.of(process.toHandle()));
        process.onExit().join();
    }

    /** As a crash of the machine ends it: every process at once, without a word. */
    public void kill() throws IOException {
        List<ProcessHandle> all = processes().toList();
        signal("KILL", all);
        process.onExit().join();
        for (ProcessHandle one : all) {
            one.onExit().join();
        }
    }

    public Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** The processes that serve connections stop where they are. @return these */
    public List<ProcessHandle> freeze() throws IOException {
        List<ProcessHandle> backends =
                process.children().filter(Postgres::servesAConnection).toList();
        signal("STOP", backends);
        return backends;
    }

    public static void thaw(List<ProcessHandle> frozen) throws IOException {
        signal("CONT", frozen.stream().filter(ProcessHandle::isAlive).toList());
    }

    /** They say of themselves whom they serve: {@code postgres: user database host(port) state}. */
    private static boolean servesAConnection(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains("127.0.0.1(");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(one -> command.add(Long.toString(one.pid())));
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }

    /** Whether these programs can make a base backup; the embedded ones cannot. */
    public boolean canBackUp() {
        return Files.exists(programs.resolve("pg_basebackup"));
    }

    /** A base backup while it runs. @param form more options: its format */
    public void backUp(Path log, Path target, String... form) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "postgres",
                "-X",
                "stream",
                "-c",
                "fast",
                "-D",
                target.toString()));
        arguments.addAll(List.of(form));
        run(log, programs.resolve("pg_basebackup"), arguments.toArray(String[]::new));
    }

    /** What is done with each piece of the log that is full; {@code true} does nothing. */
    public void archive(String command) throws SQLException {
        try (Connection connection = superuser("postgres").connect()) {
            Database.execute(connection, "alter system set archive_command = '" + command + "'");
            Database.execute(connection, "select pg_reload_conf()");
        }
    }

    public void ensureRunning() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            start();
        }
    }

    /** Leaves nothing behind, whatever happened. */
    public void killQuietly() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    public int port() {
        return port;
    }

    public Path programs() {
        return programs;
    }

    public Path cluster() {
        return cluster;
    }

    public Path log() {
        return log;
    }

    /** As the owner of the schema, who is no superuser. */
    public Database owner(String database) {
        return at(database, OWNER);
    }

    public Database superuser(String database) {
        return at(database, "postgres");
    }

    private Database at(String database, String user) {
        return new Database("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, "x", null);
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            stop();
        }
    }
}
