package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.disputes.DecideDispute;
import com.circledesk.disputes.DisputeStatus;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class DisputeApiTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void anInvoice() {
        long account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "RENTAL", "2026-05-26", "2026-06-25", "1000", "180");
        receivables.invoice(account, "INV-2", "RENTAL", "2026-11-01", "2026-12-01", "1000", "180");
    }

    private MvcTestResult post(Cast.Member who, String path, String body) {
        return mvc.post()
                .uri(URI.create("/api/v1/disputes" + path).normalize())
                .with(cast.token(who))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult get(Cast.Member who, String path) {
        return mvc.get().uri("/api/v1/disputes" + path).with(cast.token(who)).exchange();
    }

    private static final String RAISE = """
            {"reason": "rate", "claim": "The rate was agreed otherwise.", "raisedOn": "2026-06-01", "customerRef": "C-9",
             "lines": [{"invoiceNo": "INV-1", "amount": "580.50", "remark": "both sectors"}]}
            """;

    @Test
    void aDisputeIsRaisedDecidedAndRead() {
        assertThat(post(ALICE, "", RAISE)).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"account": "KA-AIRTEL", "circle": "KA", "status": "RAISED", "reason": "RATE", "customerRef": "C-9",
                 "raisedOn": "2026-06-01", "endedOn": null, "oldestInvoiceDate": "2026-05-26", "closesOn": "2026-11-22",
                 "daysLeft": 1, "disputed": "580.50", "decided": "0.00", "credited": "0.00", "owner": "alice@example.test",
                 "lines": [{"invoiceNo": "INV-1", "lineNo": null, "disputed": "580.50", "decided": null, "remark": "both sectors"}],
                 "events": [{"what": "RAISED", "effectiveOn": "2026-06-01", "who": "alice@example.test"}]}
                """);
        String ref = "/" + ref();
        assertThat(post(ALICE, ref + "/decision", "{\"outcome\": \"VALID\", \"reason\": \"agreed\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("wrong-state");
        disputes.move(ref.substring(1), DisputeStatus.VALIDATING, null);
        assertThat(post(ALICE, ref.toLowerCase(Locale.ROOT) + "/decision", """
                {"outcome": "PARTLY", "reason": "one sector", "rootCause": "rate card",
                 "lines": [{"invoiceNo": "inv-1", "amount": "200"}]}
                """))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"status\": \"DECIDED\", \"decided\": \"200.00\", \"rootCause\": \"rate card\"}");
        assertThat(get(ALICE, ref)).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"status\": \"DECIDED\"}");
        assertThat(get(BOB, ref)).hasStatus(404);
        assertThat(post(BOB, ref + "/decision", "{\"outcome\": \"VALID\", \"reason\": \"agreed\"}"))
                .hasStatus(404);
    }

    private String ref() {
        return cast.as(
                ALICE,
                () -> jdbc.sql("select dispute_ref from dispute")
                        .query(String.class)
                        .single());
    }

    @Test
    void theListIsFilteredAndTellsWhatExpires() {
        disputes.raised("INV-1", "100");
        disputes.raised("INV-2", "200");
        assertThat(get(ALICE, "")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"total": 2, "page": 0, "size": 50, "items": [
                  {"account": "KA-AIRTEL", "status": "RAISED", "disputed": "100.00", "daysLeft": 1, "daysBehind": 134},
                  {"disputed": "200.00", "daysLeft": 160, "daysBehind": null}]}
                """);
        assertThat(get(ALICE, "/expiring?within=30"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(1);
        assertThat(get(ALICE, "/expiring?within=0&asOf=2026-11-21"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
        assertThat(get(ALICE, "?invoice=inv-2&status=raised&reason=rate&account=ka-airtel&state=open"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(1);
        assertThat(get(ALICE, "?status=DECIDED"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
        assertThat(get(BOB, "")).bodyJson().extractingPath("$.total").isEqualTo(0);
        assertThat(get(ALICE, "?status=LOST")).hasStatus(400);
        assertThat(get(ALICE, "?size=501")).hasStatus(400);
        assertThat(get(ALICE, "?nonsense=1")).hasStatus(400);
    }

    @Test
    void aNoteIsAskedForApprovedAndIssued() {
        disputes.raised("INV-2", "118");
        String ref = ref();
        disputes.decided(ref, DecideDispute.Outcome.VALID);
        assertThat(post(ALICE, "/" + ref + "/note-request", "{\"reason\": \"as decided\"}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"status\": \"NOTE_REQUESTED\"}");
        String issue = "{\"dispute\": \"%s\"}".formatted(ref);
        assertThat(post(FARAH, "/../notes", issue))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("needs-approval");
        assertThat(post(ALICE, "/" + ref + "/note-approval", "{}")).hasStatus(403);
        assertThat(post(FARAH, "/" + ref + "/note-approval", "{\"reason\": \"seen\"}"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"status\": \"APPROVED\"}");
        assertThat(post(FARAH, "/../notes", issue))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("{\"noteNos\": [\"CN000/2627/00001\"]}");
        assertThat(mvc.get()
                        .uri("/api/v1/notes?dispute=" + ref)
                        .with(cast.token(ALICE))
                        .exchange())
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"total": 1, "items": [{"noteNo": "CN000/2627/00001", "kind": "CREDIT", "noteDate": "2026-11-21",
                          "invoiceNo": "INV-2", "total": "118.00", "taxable": "100.00", "tax": "18.00", "inTime": true}]}
                        """);
        assertThat(mvc.get().uri("/api/v1/notes").with(cast.token(BOB)).exchange())
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
    }

    @Test
    void aRefusalNamesItsRule() {
        assertThat(post(ALICE, "", RAISE.replace("580.50", "1180.01")))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("exceeds-open");
        disputes.raised("INV-1", "100");
        assertThat(post(ALICE, "", RAISE))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("already-credited");
        assertThat(post(ALICE, "", RAISE.replace("\"lines\"", "\"exceptionReason\": \"another sector\", \"lines\"")))
                .hasStatus(201);
        assertThat(post(BOB, "", RAISE)).hasStatus(404);
        assertThat(post(ALICE, "", RAISE.replace("580.50", "1e3")))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("not-a-number");
    }

    @Test
    void whatIsDisputedStandsBesideTheAgeing() {
        disputes.raised("INV-1", "100");
        assertThat(mvc.get().uri("/api/v1/ageing").with(cast.token(ALICE)).exchange())
                .bodyJson()
                .isLenientlyEqualTo("""
                {"rows": [{"key": "KA-AIRTEL", "disputed": "100.00", "total": "2360.00"}], "totals": {"disputed": "100.00"}}
                """);
        assertThat(mvc.get()
                        .uri("/api/v1/open-items?sort=age")
                        .with(cast.token(ALICE))
                        .exchange())
                .bodyJson()
                .isLenientlyEqualTo("""
                {"items": [{"invoiceNo": "INV-1", "disputed": "100.00"}, {"invoiceNo": "INV-2", "disputed": "0.00"}]}
                """);
        assertThat(mvc.get()
                        .uri("/api/v1/invoices/INV-1")
                        .with(cast.token(ALICE))
                        .exchange())
                .bodyJson()
                .isLenientlyEqualTo("""
                {"open": "1180.00", "disputed": "100.00"}
                """);
    }
}
