package com.circledesk.receivables.statements.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class StatementPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void anAccountWithAYear() {
        long account = accounts.create("KA-AIR", "Airtel & <Sons>", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(account, "INV-2", "2026-06-01", "2026-07-01", "500");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        receivables.allocate(receipt, invoice, "300", "20", "0", "2026-06-10");
        receivables.invoice(account, "INV-3", "2026-07-01", "2026-08-01", "70");
    }

    @Test
    void showsAPeriodBetweenItsBalances() throws Exception {
        Document page = page("/accounts/KA-AIR/statement?from=2026-06-01&to=2026-06-30");
        assertThat(page.select("tbody").get(0).text())
                .contains("Opening balance 1,000.00", "INV-2", "RC-1", "TDS", "1,080.00")
                .doesNotContain("INV-3", "Allocation");
        assertThat(page.select("tfoot").text()).contains("500.00", "420.00", "1,080.00");
    }

    @Test
    void itsTotalIsItsOwnAgeingBoxOnAnyDay() throws Exception {
        // Peers print a total that differs from its own ageing box (OCA account-financial-reporting #546).
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 4, 30); day.isBefore(LocalDate.of(2026, 9, 1)); day = day.plusDays(7)) {
            days.add(day);
        }
        for (LocalDate day : days) {
            Document page = page("/accounts/KA-AIR/statement?from=2026-04-01&to=" + day);
            assertThat(page.select("#ageing-box td:last-child").text())
                    .as(day.toString())
                    .isEqualTo(page.select("tfoot td:last-child").get(0).text());
        }
    }

    @Test
    void comesAsPdfAndLoadsNothing() throws Exception {
        MvcTestResult pdf =
                get("/receivables/statements?account=KA-AIR&from=2026-06-01&to=2026-06-30&format=pdf", ALICE);
        assertThat(pdf).hasStatusOk().hasContentType("application/pdf");
        assertThat(pdf.getResponse().getHeader("Content-Disposition")).contains("statement-KA-AIR-2026-06-30.pdf");
        try (PDDocument document = Loader.loadPDF(pdf.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Statement of account", "Airtel & <Sons> KA", "INV-2", "1,080.00", "Closing balance");
        }
    }

    @Test
    void comesAsAWorkbookAndAsCsv() throws Exception {
        String period = "account=KA-AIR&from=2026-06-01&to=2026-06-30";
        assertThat(get("/receivables/statements?" + period + "&format=xlsx", ALICE))
                .hasStatusOk()
                .hasContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(get("/receivables/statements?" + period + "&format=csv", ALICE))
                .hasStatusOk()
                .bodyText()
                .contains("Opening balance,1000.00", "Closing balance,1080.00", "INV-2");
    }

    @Test
    void aPeriodTurnedRoundIsSaidSo() {
        assertThat(get("/accounts/KA-AIR/statement?from=2026-06-30&to=2026-06-01", ALICE))
                .hasStatus(422)
                .bodyText()
                .contains("The period ends before it begins.");
        assertThat(get("/accounts/KA-AIR/statement?from=x&to=y", ALICE)).hasStatusOk();
    }

    @Test
    void anotherCirclesStatementIsNotFound() {
        assertThat(get("/accounts/KA-AIR/statement", BOB)).hasStatus(404);
        assertThat(get("/receivables/statements?account=KA-AIR", BOB)).hasStatus(404);
    }

    private MvcTestResult get(String uri, Cast.Member member) {
        return mvc.get().uri(uri).with(cast.signedIn(member)).exchange();
    }

    private Document page(String uri) throws Exception {
        MvcTestResult result = get(uri, ALICE);
        assertThat(result).hasStatusOk();
        String html = result.getResponse().getContentAsString();
        assertThat(html).doesNotContain("??");
        return Jsoup.parse(html);
    }
}
