package com.circledesk.platform.startup;

import com.circledesk.shared.StartRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * PostgreSQL 18 in {@code <data directory>/postgres}, on the loopback address and a free port. It works as an external
 * one would: durable, with a password, and the application signs in as an owner who is no superuser. Nothing in the data
 * directory is ever deleted.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String VERSION = "18";
    private static final String DATABASE = "circledesk";
    private static final String OWNER = "circledesk_owner";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataDirectory directory;
    private final Path cluster;
    private final String password;
    private final EmbeddedPostgres server;

    EmbeddedDatabase(Path dataDirectory) {
        directory = DataDirectory.take(dataDirectory, PATIENCE);
        cluster = directory.resolve("postgres");
        try {
            refuseOtherVersions();
            LeftOverServer.stop(cluster);
            setAsideAnUnfinishedCluster();
            password = password();
            server = start();
            createDatabase();
        } catch (IOException | SQLException | IllegalStateException e) {
            release();
            throw new StartRefusedException(
                    "The embedded PostgreSQL did not start: %s and %s say why."
                            .formatted(startLog(), cluster.resolve("log")),
                    e);
        } catch (StartRefusedException e) {
            release();
            throw e;
        }
    }

    private void refuseOtherVersions() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version) && !Files.readString(version).strip().equals(VERSION)) {
            throw new StartRefusedException(
                    "The data in %s were written by PostgreSQL %s, this release brings %s: move them with pg_upgrade or pg_dump."
                            .formatted(cluster, Files.readString(version).strip(), VERSION));
        }
    }

    /** A first start that was killed leaves half a cluster without a password that counts; nothing was stored in it yet. */
    private void setAsideAnUnfinishedCluster() throws IOException {
        if (!Files.exists(cluster) || Files.exists(passwordFile())) {
            return;
        }
        if (!Files.exists(unfinishedPasswordFile())) {
            throw new StartRefusedException(
                    "%s holds the superuser's password of %s and is missing: restore it from the backup, or move the directory away to begin anew."
                            .formatted(passwordFile(), cluster));
        }
        Path aside = directory.resolve(
                "postgres.unfinished-" + ProcessHandle.current().pid());
        Files.move(cluster, aside);
        log.info("An earlier first start was interrupted; its unfinished database is set aside in {}.", aside);
    }

    private String password() throws IOException {
        if (Files.exists(passwordFile())) {
            return Files.readString(passwordFile()).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String fresh = HexFormat.of().formatHex(random);
        Path file = unfinishedPasswordFile();
        Files.writeString(file, fresh);
        protect(file, "rw-------");
        return fresh;
    }

    private static void protect(Path path, String mode) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    private EmbeddedPostgres start() throws IOException {
        boolean first = !Files.exists(passwordFile());
        log.info("{} the embedded PostgreSQL in {}.", first ? "Setting up" : "Starting", cluster);
        Path programs = directory.resolve("bin");
        Redirect toLog = Redirect.appendTo(startLog().toFile());
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs.toFile())
                // Stopped by close(), after the last connection was given back, not beside it in a hook of its own.
                .setRegisterShutdownHook(false)
                .setOutputRedirector(toLog)
                .setErrorRedirector(toLog)
                .setPGStartupWait(Duration.ofMinutes(3))
                .setConnectConfig("password", password)
                // To initdb: sorts and folds case alike on every machine; nobody signs in without the password.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", unfinishedPasswordFile().toString())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // The library's defaults are for tests that may lose their data.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("work_mem", "64MB")
                .setServerConfig("maintenance_work_mem", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "15min")
                .setServerConfig("jit", "off")
                // A query of a killed application ends by itself, so that the server can stop.
                .setServerConfig("client_connection_check_interval", "2s")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .setServerConfig("log_rotation_age", "1d")
                .start();
        // The library lets everyone write where it unpacks its programs (once for the process, so perhaps elsewhere).
        if (Files.exists(programs)) {
            protect(programs, "rwx------");
        }
        if (first) {
            Files.move(unfinishedPasswordFile(), passwordFile(), StandardCopyOption.ATOMIC_MOVE);
        }
        return started;
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_roles where rolname = '" + OWNER + "'")) {
                statement.execute("create role " + OWNER + " login createrole");
            }
            statement.execute("alter role " + OWNER + " password '" + password + "'");
            if (!exists(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE + " owner " + OWNER);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Path passwordFile() {
        return directory.resolve("postgres.password");
    }

    private Path unfinishedPasswordFile() {
        return directory.resolve("postgres.password.unfinished");
    }

    private Path startLog() {
        return directory.resolve("postgres-start.log");
    }

    private void release() {
        try {
            directory.close();
        } catch (IOException e) {
            log.warn("The data directory's lock could not be given back.", e);
        }
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), DATABASE);
    }

    @Override
    public String getUsername() {
        return OWNER;
    }

    @Override
    public String getPassword() {
        return password;
    }

    /** Waits longer than the library does: with much to write, the last checkpoint takes its time. */
    @Override
    public void close() {
        try {
            Optional<ProcessHandle> process = LeftOverServer.find(cluster);
            server.close();
            process.ifPresent(running -> LeftOverServer.ended(running, Duration.ofSeconds(30)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release();
        }
    }
}
