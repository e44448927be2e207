package com.circledesk.receivables.positions.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class ReadAccountByApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Test
    void tellsWhatTheAccountIsAndOwesToday() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(account, "INV-2", "2026-11-01", "2026-12-01", "500");
        receivables.receipt(account, "RC-1", "2026-06-10", "400");

        assertThat(mvc.get().uri("/api/v1/accounts/ka-air").with(cast.token(ALICE)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"code": "KA-AIR", "customerName": "Airtel KA", "operator": "Airtel", "segment": "MNO", "circle": "KA",
                         "paymentTermsDays": 30, "gstin": null, "publicSector": false, "active": true,
                         "outstanding": "1500.00", "overdue": "1000.00", "unapplied": "400.00", "balance": "1100.00"}
                        """);
    }

    @Test
    void findsCodesWithASlash() {
        accounts.create("KA/AIR", "Airtel", "KA");
        assertThat(mvc.get()
                        .uri("/api/v1/accounts")
                        .param("account_code", "KA/AIR")
                        .with(cast.token(ALICE)))
                .hasStatusOk();
    }

    @Test
    void anotherCirclesAccountIsNotFound() {
        accounts.create("KA-AIR", "Airtel", "KA");
        assertThat(mvc.get().uri("/api/v1/accounts/KA-AIR").with(cast.token(BOB)))
                .hasStatus(404);
    }
}
