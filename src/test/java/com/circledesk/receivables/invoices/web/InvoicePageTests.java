package com.circledesk.receivables.invoices.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.io.UnsupportedEncodingException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class InvoicePageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private long account;
    private long invoice;

    @BeforeEach
    void oneInvoice() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        invoice = receivables.invoice(account, "INV-1", "RENTAL", "2026-05-27", "2026-06-26", "1000", "180");
    }

    @Test
    void showsWhatIsOpenAndTheClocks() throws Exception {
        Document page = page("/invoices/INV-1");

        assertThat(page.select("h1").text()).isEqualTo("INV-1");
        assertThat(page.select(".stats").text())
                .contains("₹1,180.00", "148 days overdue", "2 days", "in time until 23 Nov 2026, day 180");
        assertThat(page.select(".facts").text())
                .contains("Customer's input-credit day 23 Nov 2026", "GST credit note declarable until 30 Nov 2027");
    }

    @Test
    void itsHistoryTellsWhoDidWhatAndWhy() throws Exception {
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        long allocation = receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");
        receivables.reverse(DocumentKind.ALLOCATION, allocation);
        receivables.creditNote(account, "CN-1", "2026-06-11", "50", invoice);

        assertThat(page("/invoices/INV-1").select("#history li p:first-of-type").eachText())
                .containsExactly(
                        "Credit note CN-1: −₹50.00 CircleDesk",
                        "Allocation from RC-1 taken back: ₹420.00 CircleDesk",
                        "Allocated from RC-1: −₹420.00 CircleDesk",
                        "Recorded with ₹1,180.00 CircleDesk");
        assertThat(page("/invoices/INV-1").select("#history li").get(1).text()).contains("entered by mistake");
    }

    @Test
    void anAllocationThatWasTakenBackStaysInSightWithWhoAndWhen() throws Exception {
        // Peers undo a match only by cancelling the payment, and keep no history (erpnext #37117, #56971).
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        long allocation = receivables.allocate(receipt, invoice, "400");
        receivables.reverse(DocumentKind.ALLOCATION, allocation);

        assertThat(page("/invoices/INV-1").select("#allocations tbody tr").text())
                .contains(
                        "RC-1",
                        "taken back",
                        "Taken back effective 10 Jun 2026: 21 Nov 2026, 11:00 by CircleDesk: entered by mistake");
    }

    @Test
    void aCreditNoteIsNotShownAsPaid() throws Exception {
        // Peers show one as "paid" (erpnext #40347, #58932).
        receivables.creditNote(account, "CN-1", "2026-06-01", "1180", invoice);
        Document page = page("/invoices/INV-1");
        assertThat(page.select(".stats").text()).contains("settled").doesNotContainIgnoringCase("paid");
        assertThat(page.text()).contains("Credit note");
        assertThat(page.select("#allocations").text()).contains("Nothing was allocated");
    }

    @Test
    void offersWhatMovesMoneyToThoseWhoMayOnly() throws Exception {
        assertThat(page("/invoices/INV-1").select("a[href*=allocations], a[href*=cancellations]"))
                .isEmpty();
        MvcTestResult finance =
                mvc.get().uri("/invoices/INV-1").with(cast.signedIn(FARAH)).exchange();
        assertThat(parsed(finance).select("a[href*=allocations], a[href*=cancellations]"))
                .hasSize(2);
    }

    @Test
    void aNumberWithASlashHasThePageAsAParameter() throws Exception {
        receivables.invoice(account, "KA/26/1", "2026-05-01", "2026-05-31", "10");
        assertThat(page("/invoices?no=ka/26/1").select("h1").text()).isEqualTo("KA/26/1");
    }

    @Test
    void anotherCirclesInvoiceLooksLikeAMissingOne() throws Exception {
        MvcTestResult foreign =
                mvc.get().uri("/invoices/INV-1").with(cast.signedIn(BOB)).exchange();
        MvcTestResult missing =
                mvc.get().uri("/invoices/INV-9").with(cast.signedIn(BOB)).exchange();
        assertThat(foreign).hasStatus(404);
        assertThat(missing).hasStatus(404);
        assertThat(withoutNumber(foreign)).isEqualTo(withoutNumber(missing));
    }

    @Test
    void strangeParametersShowThePage() throws Exception {
        assertThat(page("/invoices/INV-1?page=-1&size=1000000").select("h1").text())
                .isEqualTo("INV-1");
        assertThat(page("/invoices/INV-1?page=abc&size=").select("h1").text()).isEqualTo("INV-1");
    }

    private Document page(String uri) throws UnsupportedEncodingException {
        MvcTestResult result = mvc.get().uri(uri).with(cast.signedIn(ALICE)).exchange();
        assertThat(result).hasStatusOk();
        return parsed(result);
    }

    private static String withoutNumber(MvcTestResult fault) throws UnsupportedEncodingException {
        return parsed(fault).select("main").text().replaceAll("[0-9a-f]{12}", "");
    }

    private static Document parsed(MvcTestResult result) throws UnsupportedEncodingException {
        String html = result.getResponse().getContentAsString();
        assertThat(html).doesNotContain("??");
        return Jsoup.parse(html);
    }
}
