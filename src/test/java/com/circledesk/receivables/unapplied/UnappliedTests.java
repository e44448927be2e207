package com.circledesk.receivables.unapplied;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class UnappliedTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private UnappliedQueries unapplied;

    @Autowired
    private AgeingQueries ageings;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void book() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long invoice = receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-06-10", "1500");
        work.on("2026-06-20", () -> receivables.allocate(receipt, invoice, "1000", "2026-06-10"));
        receivables.creditNote(airtel, "CN-1", "2026-07-01", "80", invoice);
        receivables.unidentifiedReceipt("RC-2", "2026-06-11", "70");
        receivables.receipt(accounts.create("MH-VI", "Vi", "MH"), "ZZ-SECRET-B", "2026-06-10", "900");
    }

    @Test
    void receiptsAndNotesWithARestAreListedOldestFirst() throws Exception {
        Document page = page(ALICE, "/receivables/unapplied");
        assertThat(page.select("main tbody tr").eachText())
                .containsExactly(
                        "RC-1 KA-AIRTEL Receipt 10 Jun 2026 164 days 1,500.00 500.00",
                        "CN-1 KA-AIRTEL Credit note 1 Jul 2026 143 days 80.00 80.00");
        assertThat(page.select("main tfoot").text()).isEqualTo("All 2 580.00");
        assertThat(page(ALICE, "/receivables/unapplied?sort=amount&dir=desc")
                        .select("main tbody th")
                        .eachText())
                .containsExactly("CN-1", "RC-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-06-09", "2026-06-10", "2026-06-30", "2026-07-01", "2026-11-21"})
    void theSumIsTheAgeingsUnappliedColumnAtEveryDate(String day) {
        AgeingRequest request = AgeingRequest.of(LocalDate.parse(day), AgeingGroup.ACCOUNT, BookFilter.NONE);
        work.run(() -> assertThat(unapplied.totals(work.everyCircle(), request).rest())
                .isEqualTo(ageings.ageing(work.everyCircle(), request)
                        .totals()
                        .unapplied()
                        .negated()));
    }

    @Test
    void whatWasKnownEarlierCounts() throws Exception {
        assertThat(page(ALICE, "/receivables/unapplied?asOf=2026-06-10")
                        .select("main tfoot")
                        .text())
                .isEqualTo("All 1 500.00");
        assertThat(page(ALICE, "/receivables/unapplied?asOf=2026-06-10&knownOn=2026-06-15")
                        .select(".blank"))
                .as("the receipt itself was recorded in November")
                .isNotEmpty();
        assertThat(page(ALICE, "/receivables/unapplied?asOf=2026-06-10&knownOn=2026-11-21")
                        .select("main tfoot")
                        .text())
                .isEqualTo("All 1 500.00");
    }

    @Test
    void whoMayIdentifyReceiptsSeesThoseWithoutAccount() throws Exception {
        assertThat(page(FELIX, "/receivables/unapplied")
                        .select("#unidentified tbody")
                        .text())
                .contains("RC-2", "70.00");
        assertThat(page(FELIX, "/receivables/unapplied?asOf=2026-06-10").select("#unidentified"))
                .isEmpty();
        assertThat(page(ALICE, "/receivables/unapplied").text()).doesNotContain("RC-2");
    }

    @Test
    void theListIsExportedAndNothingOfAnotherCircleComesOut() throws Exception {
        MvcTestResult csv = mvc.get()
                .uri("/receivables/unapplied/export")
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(new String(csv.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8).lines())
                .contains("Not applied,580.00", "RC-1,Receipt,KA-AIRTEL,Airtel KA,KA,2026-06-10,164,1500.00,500.00")
                .noneMatch(line -> line.contains("ZZ-SECRET-B"));
        assertThat(page(BOB, "/receivables/unapplied").text()).contains("ZZ-SECRET-B");
    }

    @Test
    void nothingLeftSaysSo() throws Exception {
        assertThat(page(ALICE, "/receivables/unapplied?asOf=2020-01-01")
                        .select(".blank")
                        .text())
                .contains("Everything is applied");
        assertThat(page(ALICE, "/receivables/unapplied?operator=nobody")
                        .select(".blank")
                        .text())
                .contains("Nothing matches");
    }

    private Document page(Cast.Member member, String path) throws Exception {
        MvcTestResult result = mvc.get().uri(path).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(result.getResponse().getContentAsString());
    }
}
