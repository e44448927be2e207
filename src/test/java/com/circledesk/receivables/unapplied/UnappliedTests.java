package com.circledesk.receivables.unapplied;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

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
                        "RC-1 KA-AIRTEL Receipt 10 Jun 2026 164 days Nothing is open: keep it or pay it back"
                                + " 1,500.00 500.00",
                        "CN-1 KA-AIRTEL Credit note 1 Jul 2026 143 days Nothing is open: keep it or pay it back"
                                + " 80.00 80.00");
        assertThat(page.select("main tfoot").text()).isEqualTo("All 2 580.00");
        assertThat(page(ALICE, "/receivables/unapplied?sort=amount&dir=desc")
                        .select("main tbody th")
                        .eachText())
                .containsExactly("CN-1", "RC-1");
    }

    @Test
    void eachRowSaysWhatToDoNext() throws Exception {
        long vi = accounts.create("KA-VI", "Vi", "KA");
        long open = receivables.invoice(vi, "INV-9", "2026-06-01", "2026-06-30", "900");
        long receipt = receivables.receipt(vi, "RC-PART", "2026-06-10", "600");
        receivables.allocate(receipt, open, "200", "2026-06-10");
        receivables.receipt(vi, "RC-FITS", "2026-06-11", "700");
        receivables.receipt(vi, "RC-NEW", "2026-11-14", "50");
        receivables.receipt(vi, "RC-OLD", "2026-11-13", "51");
        receivables.creditNote(vi, "CN-9", "2026-11-20", "10", null);
        assertThat(page(ALICE, "/receivables/unapplied?account=KA-VI")
                        .select("main tbody tr td:nth-child(7)")
                        .eachText())
                .containsExactly(
                        "Say what the rest is for",
                        "Fits INV-9",
                        "Ask for the advice",
                        "Wait for the advice",
                        "Apply to the oldest");
    }

    private MvcTestResult care(Cast.Member member, String... parameters) {
        var request = mvc.post()
                .uri("/receivables/unapplied/care?account=KA-AIRTEL")
                .with(cast.signedIn(member))
                .with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request = request.param(parameters[at], parameters[at + 1]);
        }
        return request.exchange();
    }

    @Test
    void whoLooksAfterItAndWhyIsSaidOfTheTicked() throws Exception {
        String receipt = page(ALICE, "/receivables/unapplied")
                .select("main tbody input[name=document]")
                .get(0)
                .val();
        String felix = String.valueOf(cast.id(FELIX));
        assertThat(care(ALICE, "document", receipt, "why", "Advice promised for Friday"))
                .hasStatus(302);
        assertThat(care(ALICE, "document", receipt, "owner", felix)).hasStatus(302);
        assertThat(page(ALICE, "/receivables/unapplied")
                        .select("main tbody tr")
                        .get(0)
                        .text())
                .contains("Advice promised for Friday");
        assertThat(page(FELIX, "/my-work?which=notifications").text())
                .contains("RC-1 of KA-AIRTEL: ₹500.00 is not applied. It is yours to look after.");
    }

    @Test
    void whatIsRefusedKeepsWhatWasTyped() throws Exception {
        String receipt = page(ALICE, "/receivables/unapplied")
                .select("main tbody input[name=document]")
                .get(0)
                .val();
        Document none = body(care(ALICE, "why", "Nobody knows"), 422);
        assertThat(none.select("[role=alert]").text()).isEqualTo("Tick at least one receipt or note.");
        assertThat(none.select("#care-why").val()).isEqualTo("Nobody knows");
        Document said = body(care(ALICE, "document", receipt), 422);
        assertThat(said.select("main tbody input[checked]").eachAttr("value")).containsExactly(receipt);
        String bob = String.valueOf(cast.id(BOB));
        assertThat(body(care(ALICE, "document", receipt, "owner", bob), 422)
                        .select("[role=alert]")
                        .text())
                .isEqualTo("Whoever looks after it sees its circle.");
        String foreign = page(BOB, "/receivables/unapplied")
                .select("main tbody input[name=document]")
                .get(0)
                .val();
        assertThat(body(care(ALICE, "document", foreign, "why", "x"), 422).text())
                .doesNotContain("ZZ-SECRET-B");
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
                .contains(
                        "Not applied,580.00",
                        "RC-1,Receipt,KA-AIRTEL,Airtel KA,KA,2026-06-10,164,1500.00,500.00,,,"
                                + "Nothing is open: keep it or pay it back")
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

    private static Document body(MvcTestResult result, int status) throws Exception {
        assertThat(result).hasStatus(status);
        return Jsoup.parse(result.getResponse().getContentAsString(StandardCharsets.UTF_8));
    }

    private Document page(Cast.Member member, String path) throws Exception {
        MvcTestResult result = mvc.get().uri(path).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(result.getResponse().getContentAsString());
    }
}
