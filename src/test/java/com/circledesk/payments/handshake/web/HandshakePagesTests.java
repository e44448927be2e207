package com.circledesk.payments.handshake.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.forms.FormKey;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages of the customer's books and of tax deducted, as people use them. The day is 21 November 2026. */
@IntegrationTest
class HandshakePagesTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void anAccountAndItsExtract() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "A-1", "RENTAL", "2026-05-01", "2026-05-31", "1000", "180");
        imports.commit(
                FARAH,
                "customer-ledger",
                "account_code,as_on,document_no,entry_type,invoice_no,document_date,amount\n"
                        + "KA-AIRTEL,2026-09-30,51,INVOICE,a-1,2026-05-03,1000.00\n");
    }

    private MvcTestResult get(String path, Cast.Member who) {
        return mvc.get().uri(path).with(cast.signedIn(who)).exchange();
    }

    private static String paper(MvcTestResult answer) throws IOException {
        assertThat(answer).hasStatusOk().hasContentType("application/pdf");
        try (PDDocument document = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private MvcTestResult sign(String key, String gap, String them) {
        return mvc.post()
                .uri("/payments/customer-reconciliation/sheets")
                .with(cast.signedIn(ALICE))
                .with(csrf())
                .param("key", key)
                .param("account", "KA-AIRTEL")
                .param("asOf", "2026-09-30")
                .param("gap", gap)
                .param("signedByUs", "Alice Rao")
                .param("signedByThem", them)
                .param("signedOn", "2026-10-05")
                .param("nextAction", "They look for the rest")
                .exchange();
    }

    /** The typed input stays; a double click signs once; what is signed prints as it was. */
    @Test
    void aSheetIsSignedOnceAndPrinted() throws IOException {
        String key = FormKey.fresh().toString();
        assertThat(sign(key, "-180.00", "")).hasStatus(422).bodyText().contains("They look for the rest");
        assertThat(sign(key, "-170.00", "R. Rao"))
                .hasStatus(409)
                .bodyText()
                .contains("They look for the rest", "-180.00");
        String sheet = sign(key, "-180.00", "R. Rao").getResponse().getRedirectedUrl();
        assertThat(sign(key, "-180.00", "R. Rao").getResponse().getRedirectedUrl())
                .isEqualTo(sheet);
        assertThat(get(String.valueOf(sheet), ALICE)).hasStatusOk().bodyText().contains("R. Rao", "1,180.00", "A-1");
        assertThat(paper(get(sheet + "/paper", ALICE)))
                .contains("Airtel", "1,180.00", "1,000.00", "-180.00", "R. Rao", "Unknown");
        assertThat(get(sheet + "/workbook", ALICE).getResponse().getContentAsByteArray())
                .startsWith('P', 'K');
    }

    /** The day above the page need not be one of an extract: the last one before it is shown. */
    @Test
    void theExtractOfADayIsTheLastOneUntilThen() {
        String path = "/payments/customer-reconciliation/account?account=KA-AIRTEL&asOf=";
        assertThat(get(path + "2026-11-21", ALICE)).hasStatusOk().bodyText().contains("as of 30 Sep 2026");
        assertThat(get(path + "2026-01-01", ALICE)).hasStatusOk().bodyText().contains("as of 30 Sep 2026");
        assertThat(get("/payments/customer-reconciliation/account?account=KA-NOBODY", ALICE))
                .hasStatus(404);
    }

    @Test
    void theLetterListsWhatIsMissing() throws IOException {
        work.run(() -> jdbc.sql("update account set tan = 'BLRA12345C'").update());
        long invoice = receivables.invoice(airtel, "A-2", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        receivables.allocate(
                receivables.receipt(airtel, "RC-1", "2026-06-10", "116000"),
                invoice,
                "116000",
                "2000",
                "0",
                "2026-06-10");
        long late = receivables.invoice(airtel, "A-3", "RENTAL", "2026-10-01", "2026-10-31", "50000", "0");
        receivables.allocate(
                receivables.receipt(airtel, "RC-2", "2026-11-10", "49000"), late, "49000", "1000", "0", "2026-11-10");
        assertThat(paper(get("/payments/tax-deducted/letter?account=KA-AIRTEL", ALICE)))
                .contains("BLRA12345C", "Q1 FY2026-27", "393(1)", "A-2", "2,000.00", "1,00,000.00")
                .as("the quarter that runs is not missing yet")
                .doesNotContain("A-3");
    }

    /** From tomorrow on; a rate that begins today or another person's business is refused and the input stays. */
    @Test
    void aRateBeginsLater() {
        assertThat(rate("2026-11-21")).hasStatus(409).bodyText().contains("tomorrow or later");
        assertThat(rate("30.11.2026")).hasStatus(422).bodyText().contains("30.11.2026");
        assertThat(rate("2026-11-22")).hasStatus(302);
        assertThat(rate("2026-11-22")).hasStatus(409).bodyText().contains("already");
        assertThat(get("/admin/tax-rates", ARUN)).bodyText().contains("KA-AIRTEL", "22 Nov 2026", "7.5 %");
    }

    private MvcTestResult rate(String from) {
        return mvc.post()
                .uri("/admin/tax-rates")
                .with(cast.signedIn(ARUN))
                .with(csrf())
                .param("fromOn", from)
                .param("tax", "TDS")
                .param("account", "KA-AIRTEL")
                .param("nature", "CONTRACT")
                .param("rate", "7.5")
                .param("baseShare", "100")
                .exchange();
    }
}
