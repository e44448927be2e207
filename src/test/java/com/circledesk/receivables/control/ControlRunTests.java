package com.circledesk.receivables.control;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ControlRunTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("ownerDataSource")
    private DataSource owner;

    @Autowired
    private ControlRuns runs;

    @Autowired
    private NightlyControl nightly;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void keepABook() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "KA-1", "2026-05-01", "2026-05-31", "1000");
        long vi = accounts.create("MH-VI", "Vi", "MH");
        receivables.invoice(vi, "ZZ-SECRET-B", "2026-05-01", "2026-05-31", "1000");
    }

    @Test
    void financeStartsARunAndEverybodySeesThatItIsClean() throws Exception {
        MvcTestResult started = mvc.post()
                .uri("/receivables/control")
                .with(csrf())
                .with(cast.signedIn(FELIX))
                .exchange();
        assertThat(started).hasStatus(302);
        ControlRunRow run = ended();
        assertThat(started).hasRedirectedUrl("/receivables/control/" + run.id());
        assertThat(run.status()).isEqualTo(ControlStatus.CLEAN);
        assertThat(run.startedBy()).isEqualTo(FELIX.email());
        assertThat(run.checked()).isEqualTo(run.checks());

        Document page = page(ALICE, "/receivables/control");
        assertThat(page.select("#run .pill").text()).isEqualTo("0 differences");
        assertThat(page.select("#run tbody tr")).hasSize(run.checks());
        assertThat(page.select("#run tbody").text())
                .doesNotContain("control.check")
                .doesNotContain("??");
        assertThat(page.select("main form")).isEmpty();
    }

    @Test
    void onlyWhoMayRunControlsStartsOne() {
        assertThat(mvc.post().uri("/receivables/control").with(csrf()).with(cast.signedIn(ALICE)))
                .hasStatus(403);
        assertThat(mvc.get().uri("/receivables/control/4711").with(cast.signedIn(ALICE)))
                .hasStatus(404);
    }

    @Test
    void theNightClosesMonthsAndNamesDifferencesToThoseWhoSeeTheirCircle() throws Exception {
        behind("update open_item set open_amount = open_amount + 1");
        try {
            nightly.runAtNight();
        } finally {
            behind("update open_item set open_amount = open_amount - 1");
        }
        ControlRunRow run = ended();
        assertThat(run.status()).isEqualTo(ControlStatus.DIFFERENCES);
        assertThat(run.startedBy()).isEqualTo("system:control-run");
        assertThat(jdbc.sql("select max(month_end)::text from ledger_month_end")
                        .query(String.class)
                        .single())
                .isEqualTo("2026-10-31");

        assertThat(page(ALICE, "/receivables/control").text())
                .contains("KA-1 kept 1001.00, entries 1000.00")
                .doesNotContain("ZZ-SECRET-B");
        assertThat(page(BOB, "/receivables/control/" + run.id()).text()).contains("ZZ-SECRET-B");
    }

    @Test
    void closingMonthsByDayGivesWayToWhoeverPosts() {
        work.run(() -> {
            jdbc.sql("select pg_advisory_xact_lock_shared(7205001)")
                    .query((row, n) -> n)
                    .list();
            nightly.closeMonthsIfQuiet();
            assertThat(monthsClosed()).isZero();
        });
        nightly.closeMonthsIfQuiet();
        assertThat(monthsClosed()).isPositive();
    }

    private int monthsClosed() {
        return jdbc.sql("select count(*) from ledger_month_end")
                .query(Integer.class)
                .single();
    }

    @Test
    void oneRunAtATimeAndADeadOneGivesWay() throws Exception {
        work.run(() -> jdbc.sql("insert into control_run (checks) values (29)").update());
        assertThat(mvc.post().uri("/receivables/control").with(csrf()).with(cast.signedIn(FELIX)))
                .hasStatus(302)
                .hasRedirectedUrl("/receivables/control");
        assertThat(page(FELIX, "/receivables/control").select("#run").attr("hx-trigger"))
                .isEqualTo("every 1s");

        behind("update control_run set heartbeat_at = now() - interval '16 minutes'");
        nightly.runAtNight();
        List<ControlRunRow> history = runs.history(0, 10).items();
        assertThat(history)
                .extracting(ControlRunRow::status)
                .containsExactly(ControlStatus.CLEAN, ControlStatus.FAILED);
    }

    @Test
    void aBookWithoutRunsSaysSo() throws Exception {
        assertThat(page(ALICE, "/receivables/control").select(".blank").text()).contains("No control run yet");
    }

    private ControlRunRow ended() {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> runs.history(0, 1).items().get(0), run -> !run.isRunning());
    }

    private Document page(Cast.Member member, String path) throws Exception {
        MvcTestResult result = mvc.get().uri(path).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(result.getResponse().getContentAsString());
    }

    private void behind(String sql) {
        JdbcClient.create(owner)
                .sql("do $$ begin set local session_replication_role = replica; " + sql + "; end $$")
                .update();
    }
}
