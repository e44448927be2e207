package com.circledesk.receivables.kpi.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class KpiApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private long account;

    @BeforeEach
    void openAccount() {
        account = accounts.create("KA-AIRTEL", "Airtel, Bharti", "KA");
    }

    @Test
    void amountsAreTextAndDaysAreNumbers() {
        receivables.invoice(account, "INV-1", "RENTAL", "2026-11-01", "2026-11-10", "100000", "18000");
        long paid = receivables.invoice(account, "INV-2", "2026-10-01", "2026-10-31", "2000");
        receivables.allocate(receivables.receipt(account, "RC", "2026-11-05", "2000"), paid, "2000");

        assertThat(get("/api/v1/kpis")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {
                  "asOf": "2026-11-21", "window": 90, "receivable": "118000.00", "billing": "120000.00",
                  "dso": 88.500000, "dsoCountback": 21.000000, "dsoBestPossible": 0.000000,
                  "averageDaysDelinquent": 88.500000, "cei": 1.666667, "weightedDaysLate": 5.000000,
                  "overduePercent": 100.000000
                }
                """);
        assertThat(get("/api/v1/kpis?asOf=2026-11-10&window=10&gst=excl"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"asOf": "2026-11-10", "window": 10, "receivable": "100000.00", "billing": "100000.00", "dso": 10.0,
                 "dsoBestPossible": 10.0, "averageDaysDelinquent": 0, "overduePercent": 0}
                """);
    }

    @Test
    void whatCannotBeComputedIsNull() {
        String nothing = """
                {
                  "asOf": "2026-11-21", "window": 90, "receivable": "0.00", "billing": "0.00", "dso": null,
                  "dsoCountback": null, "dsoBestPossible": null, "averageDaysDelinquent": null, "cei": null,
                  "weightedDaysLate": null, "overduePercent": null
                }
                """;
        receivables.invoice(account, "INV-1", "2026-11-01", "2026-11-10", "1000");

        assertThat(get("/api/v1/kpis?operator=Nobody")).hasStatusOk().bodyJson().isStrictlyEqualTo(nothing);
        assertThat(get("/api/v1/kpis?circle=MH")).hasStatusOk().bodyJson().isStrictlyEqualTo(nothing);
        assertThat(mvc.get().uri("/api/v1/kpis").with(cast.token(BOB)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo(nothing);
    }

    @Test
    void countbackBeyondAllBillingSaysMoreThan() {
        receivables.invoice(account, "INV-1", "2026-11-01", "2026-11-10", "1000");
        receivables.creditNote(account, "CN", "2026-11-02", "1", null);

        assertThat(get("/api/v1/kpis")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"dsoCountback": null, "dsoCountbackMoreThan": 21}
                """);
    }

    @Test
    void aParameterIsRepeatedNotSplitAtCommas() {
        receivables.invoice(account, "INV-1", "2026-11-01", "2026-11-10", "1000");

        assertThat(get("/api/v1/kpis?operator=Airtel, Bharti"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"receivable": "1000.00"}
                """);
        assertThat(get("/api/v1/kpis?operator=Jio&operator=AIRTEL, Bharti&circle=KA&chargeType=RENTAL&account="))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"receivable": "1000.00"}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=0",
                "window=1097",
                "window=-1",
                "window=ninety",
                "gst=maybe",
                "asOf=yesterday",
                "asOf=2026-02-30",
                "asOf=0001-01-01",
                "asOf=%2B999999999-12-31"
            })
    void whatIsNotUnderstoodIsRefused(String parameter) {
        assertThat(get("/api/v1/kpis?" + parameter)).hasStatus(400);
    }

    @Test
    void theLongestWindowIsAnswered() {
        assertThat(get("/api/v1/kpis?window=1096&asOf=1990-01-01")).hasStatusOk();
        assertThat(get("/api/v1/kpis?window=&asOf=&gst=")).hasStatusOk();
    }

    private MvcTestResult get(String uri) {
        return mvc.get()
                .uri(java.net.URI.create(uri.replace(" ", "%20")))
                .with(cast.token(ALICE))
                .exchange();
    }
}
