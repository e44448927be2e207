package com.circledesk.receivables.invoices.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ReadInvoiceByApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Test
    void tellsTheInvoiceAsTheContractSays() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "1000", "180");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");

        assertThat(get("/api/v1/invoices/INV-1", ALICE))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"invoiceNo": "INV-1", "account": "KA-AIR", "circle": "KA", "chargeType": "RENTAL",
                 "invoiceDate": "2026-05-01", "dueDate": "2026-05-31", "taxable": "1000.00", "tax": "180.00",
                 "total": "1180.00", "open": "760.00", "disputed": "0.00", "daysLeft": -24,
                 "entries": [
                   {"kind": "INVOICE", "amount": "1180.00", "effectiveOn": "2026-05-01",
                    "recordedAt": "2026-11-21T05:30:00Z", "source": "INV-1", "reverses": null},
                   {"kind": "ALLOCATION", "amount": "-400.00", "effectiveOn": "2026-06-10", "source": "RC-1"},
                   {"kind": "TDS", "amount": "-20.00", "effectiveOn": "2026-06-10", "source": "RC-1"}]}
                """);
    }

    @Test
    void findsNumbersWithASlashAndInAnyCase() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "KA/26-27/0042", "2026-05-01", "2026-05-31", "1000");

        assertThat(mvc.get()
                        .uri("/api/v1/invoices")
                        .param("invoice_no", " ka/26-27/0042 ")
                        .with(cast.token(ALICE)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.invoiceNo")
                .isEqualTo("KA/26-27/0042");
    }

    @Test
    void namesTheEntryThatAReversalTakesBack() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.reverse(DocumentKind.INVOICE, invoice);

        MvcTestResult cancelled = get("/api/v1/invoices/INV-1", ALICE);
        assertThat(cancelled).hasStatusOk().bodyJson().extractingPath("$.open").isEqualTo("0.00");
        assertThat(cancelled).bodyJson().extractingPath("$.entries[1].kind").isEqualTo("REVERSAL");
        assertThat(cancelled)
                .bodyJson()
                .satisfies(json -> assertThat(
                                com.jayway.jsonpath.JsonPath.<Integer>read(json.getJson(), "$.entries[1].reverses"))
                        .isEqualTo(com.jayway.jsonpath.JsonPath.<Integer>read(json.getJson(), "$.entries[0].id")));
    }

    @Test
    void showsTheInvoiceThatHoldsTheNumberNow() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long wrong = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.reverse(DocumentKind.INVOICE, wrong);
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1100");

        assertThat(get("/api/v1/invoices/INV-1", ALICE))
                .bodyJson()
                .extractingPath("$.open")
                .isEqualTo("1100.00");
    }

    @Test
    void anotherCirclesInvoiceAnswersLikeAMissingOne() throws Exception {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");

        MvcTestResult foreign = get("/api/v1/invoices/INV-1", BOB);
        MvcTestResult missing = get("/api/v1/invoices/INV-9", BOB);
        assertThat(foreign).hasStatus(404);
        assertThat(missing).hasStatus(404);
        assertThat(foreign.getResponse().getContentAsString().replace("INV-1", "INV-9"))
                .isEqualTo(missing.getResponse().getContentAsString());
    }

    @Test
    void asksForAToken() {
        assertThat(mvc.get().uri("/api/v1/invoices/INV-1")).hasStatus(401);
    }

    private MvcTestResult get(String uri, Cast.Member member) {
        return mvc.get().uri(uri).with(cast.token(member)).exchange();
    }
}
