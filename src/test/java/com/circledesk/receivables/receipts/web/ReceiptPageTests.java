package com.circledesk.receivables.receipts.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class ReceiptPageTests {
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
    void threeReceipts() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.allocate(receivables.receipt(account, "RC-1", "2026-06-10", "400"), invoice, "400");
        receivables.receipt(account, "RC/2", "2026-07-10", "50");
        receivables.unidentifiedReceipt("RC-3", "2026-05-10", "7");
        receivables.receipt(accounts.create("MH-AIR", "Airtel", "MH"), "ZZ-SECRET-B", "2026-08-10", "90");
    }

    @Test
    void listsUnidentifiedOnesFirstForThoseWhoMayIdentifyThem() throws Exception {
        assertThat(numbers("/receipts", FARAH)).containsExactly("RC-3", "ZZ-SECRET-B", "RC/2", "RC-1");
        assertThat(numbers("/receipts", ALICE)).containsExactly("RC/2", "RC-1");
    }

    @Test
    void narrowsByStateTextAndDay() throws Exception {
        assertThat(numbers("/receipts?state=UNAPPLIED", ALICE)).containsExactly("RC/2");
        assertThat(numbers("/receipts?state=APPLIED", ALICE)).containsExactly("RC-1");
        assertThat(numbers("/receipts?state=UNIDENTIFIED", FARAH)).containsExactly("RC-3");
        assertThat(numbers("/receipts?q=c/2", ALICE)).containsExactly("RC/2");
        assertThat(numbers("/receipts?from=2026-07-01&to=2026-07-31", ALICE)).containsExactly("RC/2");
        assertThat(numbers("/receipts?circle=MH", ALICE)).isEmpty();
        assertThat(numbers("/receipts?circle=MH", FARAH)).containsExactly("ZZ-SECRET-B");
        assertThat(numbers("/receipts?state=nonsense&from=x&page=-1", ALICE)).hasSize(2);
    }

    @Test
    void sumsTheWholeFilter() throws Exception {
        assertThat(page("/receipts?size=1", ALICE).select("tfoot").text())
                .contains("All 2 receipts", "450.00", "50.00");
    }

    @Test
    void showsOneReceiptAlsoWithASlashInItsNumber() throws Exception {
        assertThat(page("/receipts?no=RC/2", ALICE).select(".stats").text()).contains("₹50.00", "Something left");
        assertThat(page("/receipts/RC-1", ALICE).select("#allocations").text()).contains("INV-1", "400.00");
        assertThat(mvc.get().uri("/receipts/RC-1").with(cast.signedIn(BOB))).hasStatus(404);
        assertThat(mvc.get().uri("/receipts/RC-3").with(cast.signedIn(ALICE))).hasStatus(404);
    }

    @Test
    void isGivenItsAccountAfterACheck() throws Exception {
        String path = "/receivables/identifications";
        assertThat(page(path + "/new?receipt=RC-3", FARAH).select("option[value=KA-AIR]"))
                .hasSize(1);
        assertThat(identify(path + "/check", FARAH, "")).hasStatus(422);
        assertThat(identify(path + "/check", FARAH, "KA-AIR"))
                .hasStatusOk()
                .bodyText()
                .contains("KA-AIR · Airtel KA", "10 May 2026");
        assertThat(identify(path, FARAH, "KA-AIR"))
                .hasStatus(302)
                .hasRedirectedUrl("/receipts/RC-3")
                .flash()
                .containsEntry("flash", "Receipt RC-3 is posted to KA-AIR.");
        assertThat(identify(path, FARAH, "KA-AIR"))
                .flash()
                .extractingByKey("flash")
                .asString()
                .startsWith("Already recorded at 11:00 by you");
        assertThat(identify(path, FARAH, "MH-AIR")).hasStatus(409);
        assertThat(page("/receipts/RC-3", ALICE).select(".facts").text()).contains("KA-AIR");
    }

    @Test
    void needsTheRightToBeIdentified() {
        assertThat(identify("/receivables/identifications", ALICE, "KA-AIR")).hasStatus(403);
        assertThat(mvc.get()
                        .uri("/receivables/identifications/new?receipt=RC-3")
                        .with(cast.signedIn(ALICE)))
                .hasStatus(403);
        assertThat(mvc.get().uri("/receivables/identifications/new?receipt=NO").with(cast.signedIn(FARAH)))
                .hasStatus(404);
    }

    private MvcTestResult identify(String path, Cast.Member member, String account) {
        return mvc.post()
                .uri(path)
                .with(cast.signedIn(member))
                .with(csrf())
                .param("receipt", "RC-3")
                .param("account", account)
                .param("key", key)
                .exchange();
    }

    private List<String> numbers(String uri, Cast.Member member) throws Exception {
        return page(uri, member).select("tbody th").eachText();
    }

    private Document page(String uri, Cast.Member member) throws Exception {
        MvcTestResult result = mvc.get().uri(uri).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        String html = result.getResponse().getContentAsString();
        assertThat(html).doesNotContain("??");
        return Jsoup.parse(html);
    }
}
