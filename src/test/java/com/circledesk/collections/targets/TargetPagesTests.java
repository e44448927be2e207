package com.circledesk.collections.targets;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.Promises;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Targets as files, by the API and through their forms; and what open promises do to the bridge. */
@IntegrationTest
class TargetPagesTests {
    private static final String HEAD = "account_code,month,current_amount,arrears_amount,reason\n";

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
    private ImportApiClient imports;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void anAccountWithItsTarget() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(airtel, "INV-1", "2026-09-01", "2026-09-30", "1000");
        receivables.invoice(airtel, "INV-2", "2026-10-01", "2026-10-31", "1000");
        assertThat(imports.commit(FARAH, "targets", HEAD + "ka-airtel,2026-11,200.00,800.00,Plan of the year\n")
                        .rows())
                .isEqualTo("1/1/0/0");
    }

    @Test
    void aFileMakesVersionsAndSaysWhatIsWrongWithItsRows() {
        assertThat(imports.commit(FARAH, "targets", HEAD + "KA-AIRTEL,2026-11,200,800,Again\n")
                        .rows())
                .isEqualTo("1/0/1/0");
        assertThat(imports.commit(FARAH, "targets", HEAD + "KA-AIRTEL,2026-11,300,800,More\n")
                        .rows())
                .isEqualTo("1/1/0/0");
        assertThat(imports.preview(FELIX, "targets", HEAD + """
                        MH-JIO,2026-11,1,1,another circle
                        KA-AIRTEL,2026-13,1,1,no month
                        KA-AIRTEL,2026-11,-1,1,negative
                        KA-AIRTEL,2026-12,1,1,
                        """).faults())
                .containsExactlyInAnyOrder(
                        "1 account_code unknown-account",
                        "2 month not-a-date",
                        "3 current_amount negative",
                        "4 reason missing");
        // What is exported in that layout comes back unchanged, but for the reasons that are asked for.
        String file = text(get(ALICE, "/receivables/targets/file?month=2026-11&format=csv"));
        assertThat(file).contains("KA-AIRTEL,2026-11,300.00,800.00,");
    }

    @Test
    void theApiTellsTargetsAndTheBridgeAndRefusesWhatItDoesNotKnow() {
        promised("2026-11-28", "400.00");
        receivables.receipt(airtel, "RC-1", "2026-11-05", "100");
        assertThat(api(ALICE, "/api/v1/targets?month=2026-11")).bodyJson().isLenientlyEqualTo("""
                        {"total": 1, "items": [{"account": "KA-AIRTEL", "month": "2026-11", "current": "200.00", "arrears": "800.00",
                                                "target": "1000.00", "state": "DRAFT", "approved": false}]}
                        """);
        // 60 % of a promise is expected until five matured; the invoice that is promised is not asked for again.
        for (String group : new String[] {"account", "manager", "circle"}) {
            assertThat(api(ALICE, "/api/v1/targets/bridge?month=2026-11&groupBy=" + group))
                    .bodyJson()
                    .isLenientlyEqualTo("""
                            {"asOf": "2026-11-21",
                             "totals": {"target": "1000.00", "received": "100.00", "promised": "400.00", "expected": "240.00",
                                        "atRisk": "160.00", "gap": "500.00", "landing": "340.00", "achievementPercent": 10.0,
                                        "workingDaysLeft": 7, "runRate": "128.57"}}
                            """);
        }
        assertThat(api(ALICE, "/api/v1/targets/bridge?month=2026-11"))
                .bodyJson()
                .extractingPath("$.closing[*].invoiceNo")
                .asArray()
                .containsExactly("INV-2");
        assertThat(api(BOB, "/api/v1/targets?month=2026-11"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
        assertThat(api(ALICE, "/api/v1/targets?month=Nov")).hasStatus(400);
        assertThat(api(ALICE, "/api/v1/targets/bridge?groupBy=operator")).hasStatus(400);
        assertThat(api(ALICE, "/api/v1/targets?colour=red")).hasStatus(400);
    }

    @Test
    void theFormKeepsItsInputAndTheHeadReadsAndDecides() {
        String key = FormKey.fresh().toString();
        String form = "account=KA-AIRTEL&month=2026-11&key=" + key;
        assertThat(post(
                        ALICE,
                        "/receivables/targets/versions",
                        form + "&seen=1&currentAmount=7x&arrearsAmount=5&reason="))
                .hasStatus(422)
                .bodyText()
                .contains("7x", "is not an amount", "Say why");
        assertThat(post(
                        ALICE,
                        "/receivables/targets/versions",
                        form + "&seen=0&currentAmount=7&arrearsAmount=5&reason=late"))
                .hasStatus(409)
                .bodyText()
                .contains("Farah Khan changed this target meanwhile", "late");
        assertThat(post(
                        ALICE,
                        "/receivables/targets/versions",
                        form + "&seen=1&currentAmount=1,00,000&arrearsAmount=5&reason=Plan"))
                .hasStatus(302);
        assertThat(post(
                        BOB,
                        "/receivables/targets/versions",
                        form + "&seen=2&currentAmount=1&arrearsAmount=5&reason=x"))
                .hasStatus(404);

        cast.id(HARISH);
        String version = "version=" + lastVersion();
        assertThat(post(ALICE, "/receivables/targets/submissions", version + "&month=2026-11&key=" + UUID.randomUUID()))
                .hasStatus(302);
        assertThat(get(HARISH, "/my-work")).bodyText().contains("One target of November 2026 in KA waits");
        assertThat(get(HARISH, "/receivables/targets/approvals"))
                .bodyText()
                .contains("KA-AIRTEL", "1,00,000.00", "Plan");
        assertThat(post(
                        HARISH,
                        "/receivables/targets/decisions",
                        version + "&approved=false&why=&key=" + UUID.randomUUID()))
                .hasStatus(422)
                .bodyText()
                .contains("Say what should be changed");
        assertThat(post(
                        HARISH,
                        "/receivables/targets/decisions",
                        version + "&approved=true&why=&key=" + UUID.randomUUID()))
                .hasStatus(302);
        assertThat(post(
                        HARISH,
                        "/receivables/targets/decisions",
                        version + "&approved=true&why=&key=" + UUID.randomUUID()))
                .hasStatus(409)
                .bodyText()
                .contains("was approved already, by Harish Gowda");
        assertThat(get(ALICE, "/receivables/targets")).bodyText().contains("all approved");
    }

    private void promised(String day, String amount) {
        cast.as(
                ALICE,
                () -> promises.make(
                        FormKey.fresh(),
                        new MakePromise(
                                "KA-AIRTEL",
                                List.of(new MakePromise.Line("INV-1", null)),
                                List.of(new MakePromise.Instalment(LocalDate.parse(day), Money.of(amount))),
                                PromiseBasis.GROSS,
                                PromiseOrder.LISTED,
                                "Mr Verma",
                                PromiseChannel.CALL,
                                null,
                                null)));
    }

    private long lastVersion() {
        return work.call(() -> jdbc.sql("select max(id) from collection_target_version")
                .query(Long.class)
                .single());
    }

    private MvcTestResult api(Member who, String uri) {
        return mvc.get().uri(uri).with(cast.token(who)).exchange();
    }

    private MvcTestResult get(Member who, String uri) {
        return mvc.get().uri(uri).with(cast.signedIn(who)).exchange();
    }

    private static String text(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private MvcTestResult post(Member who, String path, String form) {
        var request = mvc.post().uri(path).with(cast.signedIn(who)).with(csrf());
        for (String field : form.split("&")) {
            request = request.param(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return request.exchange();
    }
}
