package com.circledesk.receivables.allocations.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

@IntegrationTest
class AllocateOnPageTests {
    private static final String PATH = "/receivables/allocations";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private final String key = UUID.randomUUID().toString();
    private long account;

    @BeforeEach
    void twoInvoicesAndOneReceipt() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-2", "2026-06-01", "2026-07-01", "500");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.receipt(account, "RC-1", "2026-06-10", "1200");
    }

    @Test
    void fillsTheOldestFirstOnRequestOnly() throws Exception {
        assertThat(amounts("/receivables/allocations/new?receipt=RC-1")).containsExactly("", "");
        assertThat(amounts("/receivables/allocations/new?receipt=rc-1&fill=oldest"))
                .as("INV-1 is due before INV-2")
                .containsExactly("1000.00", "200.00");
        assertThat(amounts("/receivables/allocations/new?receipt=RC-1&fill=oldest&q=inv-2"))
                .containsExactly("500.00");
    }

    @Test
    void offersWhatIsOnAccountWhenOpenedFromAnInvoice() throws Exception {
        receivables.creditNote(account, "CN-1", "2026-06-01", "30", null);
        Document page = page("/receivables/allocations/new?invoice=INV-1");
        assertThat(page.select("input[name=from]").eachAttr("value")).containsExactly("NOTE:CN-1", "RECEIPT:RC-1");
    }

    @Test
    void showsWhatWillHappenBeforeMoneyMoves() throws Exception {
        MvcTestResult check = post(PATH + "/check", FARAH, form("INV-1", "1,000.00", "20"));

        assertThat(check).hasStatus(422).bodyText().contains("Only ₹1,000.00 of invoice INV-1 is open.");
        check = post(PATH + "/check", FARAH, form("INV-1", "980", "20"));
        assertThat(check).hasStatusOk();
        Document page = parsed(check);
        assertThat(page.select("main").text()).contains("RC-1", "₹980.00", "₹20.00", "10 Jun 2026", "₹220.00");
        assertThat(page.select("form[action=" + PATH + "] input[name='lines[0].amount']")
                        .attr("value"))
                .isEqualTo("980");
        assertThat(rest()).isEqualTo("1200.00");
    }

    @Test
    void movesItAndSaysSo() {
        assertThat(post(PATH, FARAH, form("INV-1", "980", "20")))
                .hasStatus(302)
                .hasRedirectedUrl("/receipts/RC-1")
                .flash()
                .containsEntry("flash", "₹980.00 of RC-1 went to INV-1.");
        assertThat(rest()).isEqualTo("220.00");
    }

    @Test
    void sentAgainItIsAlreadyRecorded() {
        post(PATH, FARAH, form("INV-1", "980", "20"));
        assertThat(post(PATH, FARAH, form("INV-1", "980.00", "20.00")))
                .hasStatus(302)
                .flash()
                .containsEntry(
                        "flash",
                        "Already recorded at 11:00 by you: ₹980.00 of RC-1 went to INV-1. Nothing was done twice.");
        assertThat(rest()).isEqualTo("220.00");
    }

    @Test
    void sentAgainWithOtherValuesItIsRefused() {
        post(PATH, FARAH, form("INV-1", "980", "20"));
        assertThat(post(PATH, FARAH, form("INV-1", "100", "0")))
                .hasStatus(409)
                .bodyText()
                .contains("already sent with other values");
        assertThat(rest()).isEqualTo("220.00");
    }

    @Test
    void thirtyTimesAtOnceItMakesOneAllocation() {
        Cookie session = cast.sessionCookie(FARAH);
        List<Race.Finish<Integer>> finishes = Race.of(
                30,
                cast.actor(FARAH),
                n -> mvc.post()
                        .uri(PATH)
                        .cookie(session)
                        .with(csrf())
                        .formFields(form("INV-1", "980", "20"))
                        .exchange()
                        .getResponse()
                        .getStatus());
        assertThat(finishes).extracting(Race.Finish::result).containsOnly(302);
        assertThat(rest()).isEqualTo("220.00");
    }

    @Test
    void whoComesTooLateIsToldWhatIsLeft() {
        post(PATH, FARAH, form("INV-1", "800", ""));
        MultiValueMap<String, String> late = form("INV-2", "500", "");
        late.set("key", UUID.randomUUID().toString());
        assertThat(post(PATH, FARAH, late)).hasStatus(409).bodyText().contains("Only ₹400.00 of this receipt is left.");
    }

    @Test
    void keepsWhatWasTypedAndLinksTheFaults() throws Exception {
        MultiValueMap<String, String> form = form("INV-1", "1e3", "2.345");
        form.set("reason", "");
        form.set("effectiveOn", "31/02/2026");
        MvcTestResult result = post(PATH + "/check", FARAH, form);

        assertThat(result).hasStatus(422);
        Document page = parsed(result);
        assertThat(page.select("input[name='lines[0].amount']").attr("value")).isEqualTo("1e3");
        assertThat(page.select(".summary a").eachAttr("href"))
                .contains("#lines[0].amount", "#lines[0].tds", "#reason", "#effectiveOn");
        assertThat(page.select(".summary").text()).contains("“1e3” is not an amount");
    }

    @Test
    void canBeChangedAfterTheCheck() throws Exception {
        MvcTestResult change = post(PATH + "/change", FARAH, form("INV-1", "980", "20"));
        assertThat(change).hasStatusOk();
        assertThat(parsed(change).select("input[name='lines[0].tds']").attr("value"))
                .isEqualTo("20");
        assertThat(parsed(change).select("input[name=key]").attr("value")).isEqualTo(key);
    }

    @Test
    void needsTheRightTheTokenAndAPost() {
        assertThat(mvc.get().uri(PATH + "/new?receipt=RC-1").with(cast.signedIn(ALICE)))
                .hasStatus(403);
        assertThat(post(PATH, ALICE, form("INV-1", "10", ""))).hasStatus(403);
        assertThat(mvc.post().uri(PATH).with(cast.signedIn(FARAH)).formFields(form("INV-1", "10", "")))
                .hasStatus(403);
        assertThat(mvc.get().uri(PATH + "?receipt=RC-1").with(cast.signedIn(FARAH)))
                .hasStatus(405);
        assertThat(rest()).isEqualTo("1200.00");
    }

    @Test
    void otherCirclesAndMissingThingsAreNotFound() {
        long foreign = accounts.create("MH-AIR", "Airtel", "MH");
        receivables.invoice(foreign, "MH-1", "2026-05-01", "2026-05-31", "100");
        receivables.receipt(foreign, "MH-RC", "2026-06-10", "100");
        for (String question : List.of("receipt=MH-RC", "invoice=MH-1", "receipt=NO", "note=NO", "invoice=NO")) {
            assertThat(mvc.get().uri(PATH + "/new?" + question).with(cast.signedIn(FELIX)))
                    .as(question)
                    .hasStatus(404);
        }
        MultiValueMap<String, String> form = form("MH-1", "10", "");
        assertThat(post(PATH, FELIX, form)).hasStatus(409).bodyText().contains("There is no invoice MH-1.");
        form.set("from", "RECEIPT:MH-RC");
        assertThat(post(PATH, FELIX, form)).hasStatus(404);
        form.set("from", "nonsense");
        assertThat(post(PATH, FELIX, form)).hasStatus(404);
    }

    @Test
    void aFormWithoutItsKeyIsNotRecorded() {
        MultiValueMap<String, String> form = form("INV-1", "10", "");
        form.remove("key");
        assertThat(post(PATH, FARAH, form)).hasStatus(422);
        assertThat(rest()).isEqualTo("1200.00");
    }

    private MultiValueMap<String, String> form(String invoice, String amount, String tds) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.set("key", key);
        form.set("from", "RECEIPT:RC-1");
        form.set("lines[0].invoiceNo", invoice);
        form.set("lines[0].amount", amount);
        form.set("lines[0].tds", tds);
        form.set("lines[1].invoiceNo", "INV-9");
        form.set("lines[1].amount", "");
        form.set("effectiveOn", "");
        form.set("reason", "as advised");
        return form;
    }

    private MvcTestResult post(String path, Cast.Member member, MultiValueMap<String, String> form) {
        return mvc.post()
                .uri(path)
                .with(cast.signedIn(member))
                .with(csrf())
                .formFields(form)
                .exchange();
    }

    private List<String> amounts(String uri) throws UnsupportedEncodingException {
        return page(uri).select("input[name$=.amount]").eachAttr("value");
    }

    private Document page(String uri) throws UnsupportedEncodingException {
        MvcTestResult result = mvc.get().uri(uri).with(cast.signedIn(FARAH)).exchange();
        assertThat(result).hasStatusOk();
        return parsed(result);
    }

    private String rest() {
        MvcTestResult receipt =
                mvc.get().uri("/api/v1/receipts/RC-1").with(cast.token(FARAH)).exchange();
        return com.jayway.jsonpath.JsonPath.read(text(receipt), "$.rest");
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document parsed(MvcTestResult result) throws UnsupportedEncodingException {
        assertThat(text(result)).doesNotContain("??");
        return Jsoup.parse(text(result));
    }
}
