package com.circledesk.collections.promises;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.collections.promises.MakePromise.Instalment;
import com.circledesk.collections.promises.MakePromise.Line;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.io.UnsupportedEncodingException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What the administrator sets about promises, and the kept rates that follow from it. */
@IntegrationTest
class PromiseSettingsTests {
    private static final String PAGE = "/admin/collections/promises";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Promises promises;

    @Autowired
    private PromiseQueries queries;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private LocalDate judgedOn(String invoice) {
        String ref = cast.as(
                ALICE,
                () -> promises.make(
                                FormKey.fresh(),
                                new MakePromise(
                                        null,
                                        List.of(new Line(invoice, null)),
                                        List.of(new Instalment(LocalDate.parse("2026-12-01"), Money.of("100"))),
                                        PromiseBasis.GROSS,
                                        PromiseOrder.OLDEST,
                                        "Mr \"V\", of accounts",
                                        PromiseChannel.CALL,
                                        null,
                                        null))
                        .outcome());
        return cast.as(ALICE, () -> queries.get(ref, Scope.of("KA")).row().judgeOn());
    }

    @Test
    void aSettingHoldsForPromisesThatAreMadeFromItsDayOn() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "A", "2026-09-01", "2026-10-01", "100");
        receivables.invoice(airtel, "B", "2026-09-01", "2026-10-01", "100");
        assertThat(begin("2026-11-22", "7", "42.5", "3")).hasStatus(302);
        assertThat(judgedOn("A")).isEqualTo(LocalDate.parse("2026-12-03"));
        clock.moveTo(TestClock.TODAY.plusDays(1));
        assertThat(judgedOn("B")).isEqualTo(LocalDate.parse("2026-12-08"));
        assertThat(work.call(() -> jdbc.sql("select rate::text from promise_kept_rates('{KA}', null)")
                        .query(String.class)
                        .single()))
                .startsWith("0.425");

        assertThat(begin("2026-11-22", "1", "60", "5")).as("it holds already").hasStatus(409);
        assertThat(begin("2026-11-25", "1", "60", "5")).hasStatus(302);
        assertThat(begin("2026-11-25", "2", "60", "5")).as("that day is taken").hasStatus(409);
        for (String[] wrong :
                new String[][] {{"31", "60", "5"}, {"2", "100.01", "5"}, {"2", "60", "0"}, {"", "x", "5"}}) {
            assertThat(begin("2026-11-26", wrong[0], wrong[1], wrong[2]))
                    .hasStatus(422)
                    .bodyText()
                    .as("what was typed stays")
                    .contains("value=\"2026-11-26\"");
        }
        assertThat(begin("2026-11-26", "30", "100", "1000")).hasStatus(302);
    }

    @Test
    void keptRatesAreExportedAsTheyAreShown() throws UnsupportedEncodingException {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "A", "2026-09-01", "2026-10-01", "100");
        judgedOn("A");
        receivables.allocate(
                receivables.receipt(airtel, "R", "2026-11-21", "100"),
                work.call(() ->
                        jdbc.sql("select id from invoice").query(Long.class).single()),
                "100");
        String file = mvc.get()
                .uri("/promises/kept-rates/export?group=person&show=all&format=csv")
                .with(cast.signedIn(ALICE))
                .exchange()
                .getResponse()
                .getContentAsString();
        assertThat(file.lines().map(String::strip))
                .contains("Person,Matured,Kept in full,\"Kept, by number\",Promised,Received,\"Kept, by value\"")
                .contains("\"Mr \"\"V\"\", of accounts · Airtel KA\",1,1,100.0,100.00,100.00,100.0");
    }

    private MvcTestResult begin(String day, String tolerance, String percent, String matured) {
        return mvc.post()
                .uri(PAGE)
                .param("fromOn", day)
                .param("toleranceDays", tolerance)
                .param("assumedPercent", percent)
                .param("maturedNeeded", matured)
                .with(cast.signedIn(ARUN))
                .with(csrf())
                .exchange();
    }
}
