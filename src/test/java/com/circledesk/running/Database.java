package com.circledesk.running;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database for books: the benchmark's is on the PostgreSQL that {@code BENCHMARK_DATABASE_URL} names (its user may create
 * databases and reads past row-level security), else on an embedded one with the settings of the manual.
 */
public record Database(
        String url, String user, String password, @Nullable EmbeddedPostgres server) implements AutoCloseable {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // The library's defaults are for tests that may lose their data.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "2GB"),
            Map.entry("effective_cache_size", "12GB"),
            Map.entry("work_mem", "32MB"),
            Map.entry("maintenance_work_mem", "512MB"),
            Map.entry("max_wal_size", "8GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("max_connections", "100"),
            Map.entry("shared_preload_libraries", "pg_stat_statements"),
            Map.entry("pg_stat_statements.track", "all"));

    public static Database open(Path directory) throws IOException {
        @Nullable String url = System.getenv("BENCHMARK_DATABASE_URL");
        if (url != null && !url.isBlank()) {
            return new Database(
                    url,
                    System.getenv().getOrDefault("BENCHMARK_DATABASE_USERNAME", "postgres"),
                    System.getenv().getOrDefault("BENCHMARK_DATABASE_PASSWORD", "postgres"),
                    null);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("bin").toFile())
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("postgres.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("postgres.log").toFile()))
                .setPGStartupWait(Duration.ofMinutes(2))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        SETTINGS.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        return new Database(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres", server);
    }

    /** @return the database of this name on the same server, made if it is not there */
    public Database named(String name) throws SQLException {
        try (Connection connection = connect()) {
            if (ask(connection, "select count(*) from pg_database where datname = '" + name + "'")
                    .equals("0")) {
                execute(connection, "create database " + name);
            }
        }
        return new Database(url.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1"), user, password, null);
    }

    /** @return the database of this name; if it is not there, made as a copy of another one that is */
    public Database copied(String from, String name) throws SQLException {
        try (Connection connection = connect()) {
            String known = "select count(*) from pg_database where datname = '%s'";
            if (ask(connection, known.formatted(name)).equals("0")
                    && ask(connection, known.formatted(from)).equals("1")) {
                execute(connection, "create database %s template %s".formatted(name, from));
            }
        }
        return named(name);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** A connection that sees all circles, as the application's finance people do. */
    public Connection connectToAllCircles() throws SQLException {
        Connection connection = connect();
        execute(connection, """
                select set_config('app.circles', (select string_agg(code, ',') from circle), false),
                       set_config('app.actor', 'outside', false)
                """);
        return connection;
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads all rows. @return how many */
    public static int read(PreparedStatement statement) throws SQLException {
        int rows = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    public static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
