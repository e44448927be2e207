package com.circledesk.receivables.ageing.web;

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

@IntegrationTest
class AgeingApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void book() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV/1", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(account, "RC", "2026-06-10", "400");
    }

    @Test
    void amountsAreTextsInTheOrderOfTheBuckets() {
        assertThat(mvc.get().uri("/api/v1/ageing?asOf=2026-06-10").with(cast.token(ALICE)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                {"asOf": "2026-06-10", "knownOn": null, "basis": "due",
                 "buckets": ["Not due", "1-30", "31-60", "61-90", "91-180", "181-365", "> 365"],
                 "rows": [{"key": "KA-AIRTEL", "label": "Airtel KA",
                           "amounts": ["0.00", "1000.00", "0.00", "0.00", "0.00", "0.00", "0.00"],
                           "unapplied": "-400.00", "disputed": "0.00", "total": "600.00"}],
                 "totals": {"amounts": ["0.00", "1000.00", "0.00", "0.00", "0.00", "0.00", "0.00"],
                            "unapplied": "-400.00", "disputed": "0.00", "total": "600.00"},
                 "tieOut": {"ledgerBalance": "600.00", "difference": "0.00"}}
                """);
    }

    @Test
    void anotherCircleSeesNothing() {
        assertThat(mvc.get().uri("/api/v1/ageing?asOf=2026-06-10").with(cast.token(BOB)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"rows": [], "totals": {"total": "0.00"}, "tieOut": {"ledgerBalance": "0.00", "difference": "0.00"}}
                """);
    }

    @Test
    void openItemsCarryTheirAgeAndTheDaysLeft() {
        assertThat(mvc.get()
                        .uri("/api/v1/open-items?asOf=2026-06-10&sort=amount&bucket=1-30")
                        .with(cast.token(ALICE)))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                {"items": [{"invoiceNo": "INV/1", "account": "KA-AIRTEL", "circle": "KA", "chargeType": "RENTAL",
                            "invoiceDate": "2026-05-01", "dueDate": "2026-05-31", "age": 10, "bucket": "1-30",
                            "open": "1000.00", "disputed": "0.00", "daysLeft": 140}],
                 "page": 0, "size": 50, "total": 1}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ageing?asOf=2026-02-30",
                "ageing?asOf=31/12/2026",
                "ageing?asOf=",
                "ageing?asOf=1989-12-31",
                "ageing?knownOn=x",
                "ageing?basis=x",
                "ageing?groupBy=x",
                "ageing?buckets=60,30",
                "ageing?buckets=",
                "ageing?colour=red",
                "open-items?size=501",
                "open-items?size=0",
                "open-items?page=-1",
                "open-items?sort=name",
                "open-items?bucket=1-31",
                "open-items?page=99999999999"
            })
    void whatCannotBeReadIsRefusedInWords(String call) {
        assertThat(mvc.get().uri("/api/v1/" + call).with(cast.token(ALICE)))
                .hasStatus(400)
                .hasContentTypeCompatibleWith("application/problem+json")
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .isNotBlank();
    }
}
