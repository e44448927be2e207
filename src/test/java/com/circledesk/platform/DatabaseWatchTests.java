package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.running.FaultProxy;
import com.circledesk.support.IntegrationTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A silent database is told from a slow one. */
@IntegrationTest
class DatabaseWatchTests {
    @Autowired
    JdbcConnectionDetails details;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcTemplate jdbc;

    FaultProxy wire;
    DatabaseWatch watch;

    @BeforeEach
    void connect() throws IOException {
        URI database = URI.create(details.getJdbcUrl().substring("jdbc:".length()));
        wire = FaultProxy.between(freePort(), database.getPort());
        watch = new DatabaseWatch(() -> way(1));
        watch.start();
    }

    @AfterEach
    void disconnect() throws IOException {
        watch.stop();
        wire.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Connection way(int socketTimeout) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", details.getUsername());
        properties.setProperty("password", details.getPassword());
        properties.setProperty("socketTimeout", Integer.toString(socketTimeout));
        properties.setProperty("connectTimeout", "1");
        return DriverManager.getConnection(
                details.getJdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/"), properties);
    }

    /** Asks for an answer that takes so many seconds, in a transaction that the watch knows of. */
    private CompletableFuture<Boolean> ask(int seconds, boolean longWork) throws Exception {
        Connection connection = way(60);
        Object transaction = new Object();
        watch.begins(transaction, connection, longWork);
        return CompletableFuture.supplyAsync(() -> answers(() -> {
            try (connection;
                    Statement statement = connection.createStatement()) {
                return statement.execute("select pg_sleep(" + seconds + ")");
            } finally {
                watch.ended(transaction);
            }
        }));
    }

    private static boolean answers(Callable<Boolean> question) {
        try {
            return question.call();
        } catch (Exception cut) {
            return false;
        }
    }

    private void awaitSilence() throws InterruptedException {
        for (int i = 0; i < 100 && answers(this::notRefused); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean notRefused() throws SQLException {
        watch.refuseWhileSilent();
        return true;
    }

    @Test
    void whoeverWaitsForASilentDatabaseIsCut() throws Exception {
        CompletableFuture<Boolean> question = ask(1, false);
        wire.blackhole(true);
        assertThat(question.get(4, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void nothingBeginsWhileItIsSilentAndEverythingAfterwards() throws Exception {
        wire.blackhole(true);
        awaitSilence();
        assertThatThrownBy(() -> watch.refuseWhileSilent()).isInstanceOf(SQLTransientConnectionException.class);

        wire.blackhole(false);
        for (int i = 0; i < 100 && !answers(this::notRefused); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThatCode(() -> watch.refuseWhileSilent()).doesNotThrowAnyException();
    }

    @Test
    void aLongQuestionIsNotSilence() throws Exception {
        assertThat(ask(4, false).get(6, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void longWorkOutlivesAShortSilence() throws Exception {
        CompletableFuture<Boolean> work = ask(3, true);
        wire.blackhole(true);
        awaitSilence();
        wire.blackhole(false);
        assertThat(work.get(6, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        wire.refuse(true);
        wire.cut();
        TimeUnit.NANOSECONDS.sleep(Duration.ofMillis(2500).toNanos());
        assertThatCode(() -> watch.refuseWhileSilent()).doesNotThrowAnyException();
    }

    @Test
    void whatWentWrongIsHeardWhereNothingCanBeRolledBack() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> jdbc.execute((ConnectionCallback<Object>) connection -> {
                            connection.abort(Runnable::run);
                            throw new IllegalStateException("why");
                        })))
                .hasMessage("why");
    }
}
