package com.circledesk.receivables.receipts.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class ReadReceiptByApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Test
    void tellsWhatIsLeftAndWhereTheRestWent() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(account, "RC/1", "2026-06-10", "400");
        receivables.allocate(receipt, invoice, "150", "20", "0", "2026-06-10");

        assertThat(mvc.get().uri("/api/v1/receipts").param("receipt_no", "rc/1").with(cast.token(ALICE)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"receiptNo": "RC/1", "account": "KA-AIR", "circle": "KA", "receivedOn": "2026-06-10",
                         "amount": "400.00", "rest": "250.00",
                         "allocations": [{"invoiceNo": "INV-1", "amount": "150.00", "tds": "20.00", "gstTds": "0.00",
                                          "deduction": "0.00", "effectiveOn": "2026-06-10", "reversedAt": null}]}
                        """);
    }

    @Test
    void anotherCirclesReceiptIsNotFound() {
        receivables.receipt(accounts.create("KA-AIR", "Airtel", "KA"), "RC-1", "2026-06-10", "400");
        assertThat(mvc.get().uri("/api/v1/receipts/RC-1").with(cast.token(BOB))).hasStatus(404);
    }

    @Test
    void aReceiptNobodyKnowsIsSeenByThoseWhoMayIdentifyItOnly() {
        receivables.unidentifiedReceipt("RC-1", "2026-06-10", "400");
        assertThat(mvc.get().uri("/api/v1/receipts/RC-1").with(cast.token(FARAH)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"account\": null, \"rest\": \"400.00\", \"allocations\": []}");
        assertThat(mvc.get().uri("/api/v1/receipts/RC-1").with(cast.token(ALICE)))
                .hasStatus(404);
    }
}
