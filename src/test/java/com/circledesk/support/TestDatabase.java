package com.circledesk.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The tests' PostgreSQL, one per JVM: {@code TEST_DATABASE_URL} with its user and password if given (a second JVM makes itself a second one beside it), else a container if
 * a Docker engine answers, else an embedded one that is thrown away at the end.
 */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Where the database is and who owns it. */
    public record Address(String url, String username, String password) {}

    private static @Nullable Address address;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Address database = address();
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password())
                .applyTo(context);
    }

    public static synchronized Address address() {
        Address known = address;
        if (known == null) {
            known = find();
            address = known;
        }
        return known;
    }

    private static Address find() {
        @Nullable String url = System.getenv("TEST_DATABASE_URL");
        if (url != null && !url.isBlank()) {
            return new Address(
                    ofThisFork(url),
                    System.getenv().getOrDefault("TEST_DATABASE_USERNAME", "postgres"),
                    System.getenv().getOrDefault("TEST_DATABASE_PASSWORD", "postgres"));
        }
        return dockerAnswers() && DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    /** The first fork has the database that was named, each other one of this name and its number, made if it is not there. */
    private static String ofThisFork(String url) {
        String fork = System.getProperty("test.fork", "1");
        if (fork.equals("1")) {
            return url;
        }
        Matcher name = Pattern.compile("/([^/?]++)(\\?.*+)?$").matcher(url);
        if (!name.find()) {
            throw new IllegalArgumentException("No database is named in " + url);
        }
        String own = name.group(1) + "_" + fork;
        try (Connection connection = DriverManager.getConnection(
                        url,
                        System.getenv().getOrDefault("TEST_DATABASE_USERNAME", "postgres"),
                        System.getenv().getOrDefault("TEST_DATABASE_PASSWORD", "postgres"));
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + own + "'")
                    .next()) {
                statement.execute("create database \"" + own + "\"");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url.substring(0, name.start(1)) + own + url.substring(name.end(1));
    }

    /** Asked first and by hand: without an engine, the library's own search costs seconds of stack traces. */
    private static boolean dockerAnswers() {
        URI host = URI.create(System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock"));
        try {
            if ("unix".equals(host.getScheme())) {
                try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    return channel.connect(UnixDomainSocketAddress.of(Path.of(host.getPath())));
                }
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host.getHost(), host.getPort()), 1000);
                return true;
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Stopped by Testcontainers itself when the JVM ends. */
    @SuppressWarnings("resource")
    private static Address container() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        return new Address(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    /** Stopped and deleted by a hook when the JVM ends; what a killed run left is cleared away by a later one. */
    @SuppressWarnings("resource")
    private static Address embedded() {
        try {
            Path home = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(home.resolve(UUID.randomUUID().toString()))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // Nothing is kept: a slow disk must not make the database look silent.
                    .setServerConfig("fsync", "off")
                    // Each test empties the tables: what an analysis counted in between would be wrong for the next
                    // one,
                    // and a plan for tables that seem empty takes minutes where they are not.
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("work_mem", "32MB")
                    .setServerConfig("jit", "off")
                    .start();
            return new Address(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
