package com.circledesk.receivables;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.jayway.jsonpath.JsonPath;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The API's counterparts of the forms that move money. */
@IntegrationTest
class MoneyByApiTests {
    private static final String ALLOCATION = """
            {"receiptNo": "RC-1", "reason": "as advised",
             "lines": [{"invoiceNo": "INV-1", "amount": "%s", "tds": "20.00"}]}
            """;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void oneInvoiceAndOneReceipt() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(account, "RC-1", "2026-06-10", "400");
        long other = accounts.create("MH-AIR", "Airtel", "MH");
        receivables.invoice(other, "INV-MH", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(other, "RC-MH", "2026-06-10", "400");
    }

    @Test
    void allocatesOnceAndAnswersARepeatTheSame() throws Exception {
        MvcTestResult first = post("/api/v1/allocations", FARAH, key, ALLOCATION.formatted("400.00"));
        MvcTestResult again = post("/api/v1/allocations", FARAH, key, ALLOCATION.formatted("400.00"));

        assertThat(first).hasStatus(201).hasHeader("Idempotent-Replayed", "false");
        assertThat(again).hasStatus(201).hasHeader("Idempotent-Replayed", "true");
        assertThat(again.getResponse().getContentAsString())
                .isEqualTo(first.getResponse().getContentAsString());
        assertThat(post("/api/v1/allocations", FARAH, key, ALLOCATION.formatted("300.00")))
                .hasStatus(409)
                .bodyText()
                .contains("form-already-sent");
    }

    @Test
    void tellsWhatIsLeftWhenItIsTooMuch() {
        assertThat(post("/api/v1/allocations", FARAH, key, ALLOCATION.formatted("400.01")))
                .hasStatus(409)
                .bodyText()
                .contains("over-allocated", "Only ₹400.00 of this receipt is left.");
    }

    @Test
    void takesAnAllocationAReceiptAndAnInvoiceBack() throws Exception {
        MvcTestResult made = post("/api/v1/allocations", FARAH, key, ALLOCATION.formatted("400.00"));
        int id = JsonPath.read(made.getResponse().getContentAsString(), "$.ids[0]");
        String reason = "{\"reason\": \"a mistake\"}";

        assertThat(post("/api/v1/invoices/INV-1/cancellation", FARAH, fresh(), reason))
                .hasStatus(409)
                .bodyText()
                .contains("still-used");
        assertThat(post("/api/v1/allocations/" + id + "/reversal", FARAH, fresh(), reason))
                .hasStatusOk();
        assertThat(post(
                        "/api/v1/receipts/RC-1/reversal",
                        FARAH,
                        fresh(),
                        "{\"bouncedOn\": \"2026-07-01\", \"reason\": \"returned\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("RC-1");
        assertThat(post("/api/v1/invoices/INV-1/cancellation", FARAH, fresh(), reason))
                .hasStatusOk()
                .bodyText()
                .contains("INV-1");
    }

    @Test
    void asksForAKeyAReasonAndARight() {
        assertThat(post("/api/v1/allocations", FARAH, "no uuid", ALLOCATION.formatted("1")))
                .hasStatus(400);
        assertThat(post("/api/v1/invoices/INV-1/cancellation", FARAH, key, "{}"))
                .hasStatus(409);
        assertThat(post("/api/v1/allocations", ALICE, key, ALLOCATION.formatted("1")))
                .hasStatus(403);
        assertThat(post("/api/v1/invoices/INV-1/cancellation", ALICE, key, "{}"))
                .hasStatus(403);
        assertThat(post("/api/v1/receipts/RC-1/reversal", ALICE, key, "{}")).hasStatus(403);
    }

    @Test
    void anotherCirclesThingsAreNotFound() {
        String reason = "{\"reason\": \"a mistake\"}";
        assertThat(post("/api/v1/invoices/INV-MH/cancellation", FELIX, key, reason))
                .hasStatus(404);
        assertThat(post("/api/v1/receipts/RC-MH/reversal", FELIX, key, reason)).hasStatus(404);
        assertThat(post(
                        "/api/v1/allocations",
                        FELIX,
                        key,
                        ALLOCATION.formatted("1").replace("RC-1", "RC-MH")))
                .hasStatus(404);
        assertThat(post("/api/v1/allocations/999999/reversal", FELIX, key, reason))
                .hasStatus(404);
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private MvcTestResult post(String path, Cast.Member member, String idempotencyKey, String body) {
        return mvc.post()
                .uri(path)
                .with(cast.token(member))
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
