package com.circledesk.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.StartRefusedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedDatabaseTests {
    @TempDir
    private Path home;

    @Test
    void keepsItsDataWhenKilledAndBelongsToOneInstance() throws Exception {
        Path data = home.resolve("data");
        Process first = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Instance.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = first.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().anyMatch(Instance.READY::equals)).isTrue();
        }
        assertThatThrownBy(() -> DataDirectory.take(data, Duration.ZERO))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("process " + first.pid())
                .hasMessageContaining("CIRCLEDESK_DATA_DIR");

        first.destroyForcibly().waitFor();
        ProcessHandle leftOver = LeftOverServer.find(data.resolve("postgres")).orElseThrow();
        EmbeddedDatabase second = new EmbeddedDatabase(data);

        assertThat(leftOver.isAlive()).isFalse();
        assertThat(client(second)
                        .sql("select what from kept")
                        .query(String.class)
                        .single())
                .isEqualTo("a rupee");
        assertThat(client(second)
                        .sql("select rolsuper from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(client(second).sql("show fsync").query(String.class).single())
                .isEqualTo("on");
        assertThat(client(second)
                        .sql("show listen_addresses")
                        .query(String.class)
                        .single())
                .isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> client("postgres", "", second)
                        .sql("select 1")
                        .query(Integer.class)
                        .single())
                .rootCause()
                .hasMessageContaining("password");
        ProcessHandle running = LeftOverServer.find(data.resolve("postgres")).orElseThrow();
        second.close();
        assertThat(running.isAlive()).isFalse();
    }

    /** An application of its own, to be killed. */
    static final class Instance {
        static final String READY = "ready to be killed";

        public static void main(String[] args) throws InterruptedException {
            EmbeddedDatabase database = new EmbeddedDatabase(Path.of(args[0]));
            client(database).sql("create table kept (what text)").update();
            client(database).sql("insert into kept values ('a rupee')").update();
            System.out.println(READY);
            Thread.currentThread().join();
        }
    }

    @Test
    void aFirstStartThatWasKilledIsSetAside() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/half"), "a cluster");
        Files.writeString(home.resolve("postgres.password.unfinished"), "x");

        new EmbeddedDatabase(home).close();

        try (var entries = Files.list(home)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("postgres.unfinished-"))
                    .contains("postgres", "postgres.password")
                    .doesNotContain("postgres.password.unfinished");
        }
    }

    @Test
    void refusesDataOfAnotherReleaseAndDataWithoutTheirPassword() throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        assertThatThrownBy(() -> new EmbeddedDatabase(home))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("restore it from the backup");

        Files.writeString(home.resolve("postgres/PG_VERSION"), "17\n");
        assertThatThrownBy(() -> new EmbeddedDatabase(home))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("PostgreSQL 17");
    }

    @Test
    void neverTakesAnotherProcessForItsServer() throws IOException {
        Files.writeString(
                home.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + home + "\n1792000000\n5432\n");
        assertThat(LeftOverServer.find(home)).isEmpty();

        Files.writeString(home.resolve("postmaster.pid"), "no number\n" + home + "\n");
        assertThat(LeftOverServer.find(home)).isEmpty();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "not a directory");

        assertThatThrownBy(() -> DataDirectory.take(file.resolve("data"), Duration.ZERO))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("CIRCLEDESK_DATA_DIR");
    }

    private static JdbcClient client(EmbeddedDatabase database) {
        return client(database.getUsername(), database.getPassword(), database);
    }

    private static JdbcClient client(String user, String password, EmbeddedDatabase database) {
        return JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(), user, password));
    }
}
