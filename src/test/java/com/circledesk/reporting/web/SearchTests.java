package com.circledesk.reporting.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

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
class SearchTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void aFewDocuments() {
        long airtel = accounts.create("KA-AIRTEL", "Bharti Airtel", "KA");
        long jio = accounts.create("MH-JIO", "Reliance Jio", "MH");
        receivables.invoice(airtel, "KA2026-0001", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(airtel, "KA2026-0002", "2026-05-01", "2026-05-31", "2000");
        receivables.invoice(airtel, "KA2027-0001", "2026-06-01", "2026-06-30", "3000");
        receivables.invoice(jio, "KA2026-9999", "2026-05-01", "2026-05-31", "4000");
        receivables.receipt(airtel, "RC-77", "2026-06-10", "400");
    }

    @Test
    void accountsAreFoundByAnyPartOfCodeAndName() {
        assertThat(found("artel", ALICE)).isEmpty();
        assertThat(found("AIRTEL", ALICE)).containsExactly("KA-AIRTEL");
        assertThat(found("bharti", ALICE)).containsExactly("KA-AIRTEL");
        assertThat(found("%", ALICE)).isEmpty();
        assertThat(found("_", ALICE)).isEmpty();
    }

    @Test
    void documentsAreFoundByTheBeginningOfTheirNumber() {
        assertThat(found("ka2026", ALICE)).containsExactly("KA2026-0001", "KA2026-0002");
        assertThat(found(" rc-", ALICE)).containsExactly("RC-77");
        assertThat(found("0001", ALICE)).isEmpty();
    }

    @Test
    void anotherCirclesDocumentsAreNotThere() {
        assertThat(found("ka2026", BOB)).containsExactly("KA2026-9999");
        assertThat(found("KA2026-0001", BOB)).isEmpty();
        assertThat(found("airtel", BOB)).isEmpty();
    }

    @Test
    void aWholeNumberLeadsStraightToItsPage() {
        assertThat(search("ka2026-0001", ALICE)).hasStatus(302).hasRedirectedUrl("/invoices/KA2026-0001");
        assertThat(search("KA-airtel", ALICE)).hasRedirectedUrl("/accounts/KA-AIRTEL");
        assertThat(search("rc-77", ALICE)).hasRedirectedUrl("/receipts/RC-77");
    }

    @Test
    void nothingTypedAsksWhatToLookFor() {
        assertThat(search("  ", ALICE)).hasStatusOk().bodyText().contains("What are you looking for?");
        assertThat(search("x".repeat(5000), ALICE)).hasStatusOk().bodyText().contains("Nothing found");
        assertThat(search("<b>ka", ALICE)).hasStatusOk().bodyText().doesNotContain("<b>ka");
    }

    private java.util.List<String> found(String text, Cast.Member member) {
        return page(search(text, member)).select("main tbody th").eachText();
    }

    private MvcTestResult search(String text, Cast.Member member) {
        return mvc.get()
                .uri("/search")
                .param("q", text)
                .with(cast.signedIn(member))
                .exchange();
    }

    private static Document page(MvcTestResult result) {
        assertThat(result).hasStatusOk();
        try {
            return Jsoup.parse(result.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
