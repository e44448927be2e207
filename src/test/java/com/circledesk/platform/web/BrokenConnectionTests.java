package com.circledesk.platform.web;

import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.PageClient;
import com.circledesk.support.RawHttp;
import com.circledesk.support.Receivables;
import com.circledesk.support.ServerTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The database cuts a connection, as it does when it is restarted: whoever reads does not notice, whoever writes is told. */
@ServerTest
class BrokenConnectionTests {
    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @LocalServerPort
    private int port;

    private PageClient browser = new PageClient(0);

    @BeforeEach
    void aBrowserAndABook() {
        browser = new PageClient(port).with(cast.sessionCookie(FARAH));
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(account, "RC-1", "2026-06-10", "400");
    }

    @Test
    void aTransactionBeginsOverAnotherConnectionWhereThePoolsIsBroken() {
        for (int i = 0; i < 5; i++) {
            int backend = transaction.execute(status ->
                    jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
            JdbcClient.create(owner)
                    .sql("select pg_terminate_backend(:backend, 5000)")
                    .param("backend", backend)
                    .query(Boolean.class)
                    .single();
            int other = transaction.execute(status ->
                    jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
            assertThat(other).isNotEqualTo(backend);
        }
    }

    @Test
    void aSessionIsReadAgain() throws Exception {
        cutWhileItWaitsFor("spring_session", () -> browser.get("/receivables/open-items"));
        assertThat(browser.status()).isEqualTo(200);
    }

    @Test
    void aPageIsAskedForAgain() throws Exception {
        cutWhileItWaitsFor("open_item", () -> browser.get("/receivables/open-items?q=INV&sort=amount"));
        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.body()).contains("INV-1");
        assertThat(browser.header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void anApisQuestionIsAskedAgain() throws Exception {
        String request =
                "GET /api/v1/open-items?sort=amount HTTP/1.1\nHost: localhost:%d\nAuthorization: Bearer %s\nConnection: close\n\n"
                        .formatted(port, cast.newToken(FARAH));
        RawHttp answer = cutWhileItWaitsFor("open_item", () -> {
            try {
                return RawHttp.send(port, request);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("INV-1");
    }

    @Test
    void whatIsSentIsNotSentAgain() throws Exception {
        browser.get("/receivables/allocations/new?receipt=RC-1");
        String formToken = browser.formToken();
        Map<String, String> allocation = Map.of(
                "from", "RECEIPT:RC-1",
                "invoice", "",
                "lines[0].invoiceNo", "INV-1",
                "lines[0].amount", "1.00",
                "reason", "test",
                "key", UUID.randomUUID().toString());
        cutWhileItWaitsFor("account_balance", () -> browser.send("/receivables/allocations", formToken, allocation));
        assertThat(browser.status()).isEqualTo(503);
        assertThat(JdbcClient.create(owner)
                        .sql("select count(*) from allocation")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** @return the answer to a request whose connection is cut while it waits for a lock on the table */
    private <T> T cutWhileItWaitsFor(String table, Supplier<T> asking) throws Exception {
        try (Connection blocker = owner.getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table " + table + " in access exclusive mode");
            CompletableFuture<T> answer = CompletableFuture.supplyAsync(asking);
            cutWhoWaits();
            blocker.rollback();
            return answer.get(20, TimeUnit.SECONDS);
        }
    }

    private void cutWhoWaits() throws InterruptedException, SQLException {
        String cut = """
                select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """;
        for (int tries = 0; tries < 200; tries++) {
            if (JdbcClient.create(owner).sql(cut).query(Integer.class).single() > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new SQLException("Nobody waits.");
    }
}
