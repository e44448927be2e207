package com.circledesk.reporting.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Role;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What each role sees first. The clock stands at 21 November 2026. */
@IntegrationTest
class HomeTests {
    private static final Member ANITA = new Member("anita@example.test", "Anita Shetty", Role.ACCOUNT_MANAGER, "KA");

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void openAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void aManagerSeesOwnAccountsTheMostOverdueFirst() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long vi = accounts.create("KA-VI", "Vi", "KA");
        managed(airtel, ALICE, "2026-01-01");
        managed(jio, ALICE, "2026-01-01");
        managed(vi, ANITA, "2026-01-01");
        receivables.invoice(airtel, "A", "2026-09-24", "2026-10-24", "100000");
        receivables.invoice(jio, "J", "2026-05-27", "2026-06-30", "700000");
        receivables.invoice(vi, "V", "2026-05-27", "2026-06-30", "900000");
        receivables.receipt(airtel, "RC", "2026-11-05", "25000");

        Document page = home(ALICE);

        assertThat(page.select("main table th[scope=row] a").eachText()).containsExactly("KA-JIO", "KA-AIRTEL");
        assertThat(page.select("main tbody tr").get(0).text())
                .as("144 days late; 2 days left of 180")
                .isEqualTo("KA-JIO Jio KA Oldest 144 days late; 100.0 % overdue"
                        + " ₹0.00 ₹7.00 L ₹0.00 ₹0.00 ₹7.00 L ₹7.00 L");
        assertThat(page.select("main tbody tr").get(1).text())
                .as("28 days late: 31 within a week")
                .contains("₹1.00 L ₹0.00 ₹25,000.00 ₹25,000.00 ₹1.00 L");
        assertThat(page.select(".stat").get(0).text()).contains("Collected, Nov 2026 ₹25,000.00");
        assertThat(page.select(".stat").get(1).text()).contains("₹8.00 L");
    }

    @Test
    void aHandoverLeavesBothManagersWhatTheyCollected() {
        managed(airtel, ALICE, "2026-01-01");
        managed(airtel, ANITA, "2026-11-10");
        long invoice = receivables.invoice(airtel, "A", "2026-10-01", "2026-10-31", "118000");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-11-09", "40000");
        receivables.allocate(receipt, invoice, "40000", "2000", "500", "2026-11-09");
        receivables.receipt(airtel, "RC-2", "2026-11-10", "30000");
        long bounced = receivables.receipt(airtel, "RC-3", "2026-11-09", "9000");
        receivables.reverse(DocumentKind.RECEIPT, bounced, "2026-11-12");

        Document page = home(HARISH);

        assertThat(page.select("h2:contains(Account managers)")
                        .parents()
                        .select("tbody tr")
                        .eachText())
                .contains(
                        "Anita Shetty ₹21,000.00 0 0 ₹75,500.00 ₹75,500.00 100.0 %",
                        "Alice Rao ₹49,000.00 0 0 ₹0.00 ₹0.00 n/a");
        assertThat(home(ALICE).select(".stat").get(0).text())
                .as("no longer hers: all of her circles")
                .contains("₹70,000.00");
        assertThat(home(ANITA).select(".stat").get(0).text()).contains("₹21,000.00");
    }

    @Test
    void aHeadSeesFourNumbersManagersAndCircles() {
        receivables.invoice(airtel, "A", "2026-10-01", "2026-10-31", "118000");
        receivables.receipt(airtel, "RC-1", "2026-10-20", "40000");

        Document page = home(HARISH);

        assertThat(page.select(".stats").get(0).select(".stat-label").eachText())
                .containsExactly(
                        "Overdue",
                        "DSO, simple",
                        "Collection effectiveness (CEI)",
                        "Received of the target",
                        "Collected, Nov 2026",
                        "Disputes near day 180",
                        "Overdue that is cared for",
                        "Red flags, expected loss",
                        "Status updates this week",
                        "Reconciled, Oct 2026");
        assertThat(page.select(".stats").get(0).text()).contains("₹40,000.00 in Oct 2026");
        assertThat(page.select(".stats").get(1).text()).contains("Karnataka ₹1.18 L 100.0 % of ₹1.18 L owed");
        assertThat(page.select("tbody").text()).contains("Nobody ₹0.00 0 0 ₹1.18 L");
    }

    @Test
    void figuresLeadToTheirRowsWithTheSameFilters() {
        receivables.invoice(airtel, "A", "2026-10-01", "2026-10-31", "118000");
        receivables.receipt(airtel, "RC-1", "2026-11-20", "40000");
        managed(airtel, ALICE, "2026-01-01");

        Document page = home(HARISH);

        assertThat(page.select(".stats a").eachAttr("href"))
                .contains(
                        "/receivables/kpis/overdue/explanation",
                        "/receipts?state=IDENTIFIED&from=2026-11-01&to=2026-11-21");
        assertThat(page.select("h2:contains(Most overdue)")
                        .parents()
                        .select("tbody a")
                        .eachAttr("href"))
                .contains(
                        "/accounts/KA-AIRTEL",
                        "/receipts?account=KA-AIRTEL&from=2026-11-01&to=2026-11-21",
                        "/receivables/open-items?account=KA-AIRTEL&bucket=1-30&bucket=31-60&bucket=61-90&bucket=91-180"
                                + "&bucket=181-365&bucket=%3E+365");
        assertThat(page.select("h2:contains(Account managers)")
                        .parents()
                        .select("tbody a")
                        .eachAttr("href"))
                .contains("/accounts?manager=" + cast.id(ALICE) + "&sort=overdue");
        assertThat(page.select("h2:contains(What moved)")
                        .parents()
                        .select("tbody")
                        .text())
                .contains("Not due ₹1.18 L ₹0.00 ₹0.00 ₹0.00 ₹0.00 ₹1.18 L ₹1.18 L");
        assertThat(home(ALICE).select(".stats a").eachAttr("href"))
                .contains("/receivables/kpis/overdue/explanation?account=KA-AIRTEL");

        receivables.unidentifiedReceipt("RC-9", "2026-11-19", "777");
        String receipts = home(FARAH).select(".stat-value a").eachAttr("href").stream()
                .filter(href -> href.contains("IDENTIFIED&"))
                .findFirst()
                .orElseThrow();
        assertThat(page(receipts, FARAH).select("tfoot").text())
                .as("what is not identified is not collected")
                .contains("40,000.00");
    }

    @Test
    void financeSeesQueuesControlAndWhatClosingNeeds() {
        receivables.invoice(airtel, "A", "2026-10-01", "2026-10-31", "118000");
        receivables.receipt(airtel, "RC-1", "2026-10-20", "40000");
        receivables.unidentifiedReceipt("RC-2", "2026-11-20", "777");
        receivables.creditNote(airtel, "CN-1", "2026-11-01", "1000", null);

        Document page = home(FARAH);

        assertThat(page.select(".stat").eachText())
                .containsExactly(
                        "Receipts without account 1 ₹777.00",
                        "Unapplied cash 1 ₹40,000.00",
                        "Unapplied credit notes 1 ₹1,000.00",
                        "Tax certificates not matched 0 ₹0.00",
                        "Reconciled, Oct 2026 0 of 1 0 accounts sent their books",
                        "Collected, Nov 2026 ₹0.00 and ₹0.00 of tax deducted by customers");
        assertThat(page.select("table").get(0).text())
                .contains("1,18,000.00", "−41,000.00", "Ledger 77,000.00", "Difference 0.00");
        assertThat(page.select(".events").text()).contains("Month locked open", "0 of 1 accounts");

        work.run(() -> {
            jdbc.sql("insert into period_lock (month) values ('2026-10-01')").update();
            jdbc.sql("""
                    insert into gl_balance (account_id, circle, balance_on, balance)
                    values (:account, 'KA', '2026-10-31', 78000)""").param("account", airtel).update();
        });
        assertThat(home(FARAH).select(".events").text())
                .contains("Month locked done", "after the lock open", "1 of 1 accounts");
    }

    @Test
    void anAdministratorSeesHowTheDeskRuns() {
        cast.id(BOB);
        cast.change("update app_user set password_hash = null where email = 'bob@example.test'");

        Document page = home(ARUN);

        assertThat(page.select(".stat-label").eachText())
                .containsExactly(
                        "Failed imports",
                        "Throttled sign-ins",
                        "Open sessions",
                        "Mails that failed",
                        "Circles without a head",
                        "Without password",
                        "Disabled");
        assertThat(page.select(".stat-value").eachText()).containsExactly("0", "0", "1", "0", "1", "1", "0");
        assertThat(page.select(".stats").text()).contains("MH: nobody approves targets");
        assertThat(page("/receivables/targets", BOB).select("main").text()).contains("No head looks after MH");
        cast.id(HARISH);
        cast.change("update app_user set all_circles = true where email = 'harish@example.test'");
        assertThat(home(ARUN).select(".stats").text()).contains("each circle with account managers has one");
    }

    @Test
    void aHeadLooksAtAManagersHomeWithinTheOwnCirclesAndTakesTheOwnAway() throws Exception {
        long jio = accounts.create("MH-ZZ-SECRET-B", "ZZ-SECRET-B", "MH");
        managed(airtel, ALICE, "2026-01-01");
        work.run(() -> jdbc.sql("insert into account_manager values (:account, 'MH', '2026-01-01', :user)")
                .param("account", jio)
                .param("user", cast.id(BOB))
                .update());
        receivables.invoice(airtel, "A", "2026-09-01", "2026-09-30", "118000");
        receivables.invoice(jio, "ZZ-SECRET-B-1", "2026-09-01", "2026-09-30", "118000");

        assertThat(home(HARISH)
                        .select("a[href=/?manager=" + cast.id(ALICE) + "]")
                        .text())
                .isEqualTo("Alice Rao");
        Document desk = page("/?manager=" + cast.id(ALICE), HARISH);
        assertThat(desk.select("h1").text()).isEqualTo("Alice Rao");
        assertThat(desk.select("main").text()).contains("KA-AIRTEL").doesNotContain("Nothing presses today");
        assertThat(mvc.get().uri("/?manager=" + cast.id(BOB)).with(cast.signedIn(HARISH)))
                .hasStatus(404);
        assertThat(page("/?manager=" + cast.id(HARISH), ALICE).select("h1").text())
                .as("whoever leads nobody sees the own home")
                .isEqualTo("Home");

        MvcTestResult paper =
                mvc.get().uri("/home/pdf").with(cast.signedIn(HARISH)).exchange();
        assertThat(paper).hasStatusOk().hasContentType("application/pdf");
        try (PDDocument pdf = Loader.loadPDF(paper.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("KA-AIRTEL", "Alice Rao", "Karnataka")
                    .doesNotContain("ZZ-SECRET-B", "#");
        }
    }

    @Test
    void todayIsTheWorklistAsItIsRankedThereAfterWhatWaitsByName() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long vi = accounts.create("KA-VI", "Vi", "KA");
        managed(airtel, ALICE, "2026-01-01");
        managed(jio, ALICE, "2026-01-01");
        managed(vi, ANITA, "2026-01-01");
        receivables.invoice(airtel, "NEXT", "2026-11-01", "2026-12-31", "100");
        assertThat(home(ALICE).select("main").text()).contains("Nothing presses today");

        receivables.invoice(airtel, "A", "2026-09-01", "2026-09-30", "118000");
        receivables.invoice(jio, "BIG", "2026-09-01", "2026-09-30", "50000000");
        receivables.invoice(vi, "OTHERS", "2026-09-01", "2026-09-30", "70000000");

        Document today = home(ALICE);
        assertThat(today.select(".todo .todo-title").eachText())
                .containsExactly("KA-JIO · Open an action plan", "KA-AIRTEL · Call and ask for ₹1.18 L")
                .isEqualTo(page("/my-work/worklist", ALICE).select(".todo > li").stream()
                        .map(row -> row.select(".todo-title").text() + " · "
                                + row.select("p:contains(Next:) a").text())
                        .toList());
        assertThat(today.select(".todo .why").get(0).text())
                .contains("₹5.00 Cr to be chased", "nobody was spoken to yet");
        assertThat(today.select(".todo .btn").eachAttr("href"))
                .contains("/contacts/new?account=KA-JIO", "/promises/new?account=KA-AIRTEL");

        raised(jio, "It may not come.");
        assertThat(home(ALICE).select(".todo .todo-title").eachText())
                .containsExactly(
                        "KA-JIO · Red flag to review",
                        "KA-JIO · Open an action plan",
                        "KA-AIRTEL · Call and ask for ₹1.18 L");
    }

    private void raised(long account, String what) {
        long owner = cast.id(ALICE);
        work.run(() -> jdbc.sql("""
                        insert into red_flag (account_id, circle, what, at_risk, likely_on, probability, owner_id, review_on)
                        values (:account, 'KA', :what, 1000, '2026-12-31', 50, :owner, '2026-11-20')""")
                .param("account", account)
                .param("what", what)
                .param("owner", owner)
                .update());
    }

    @Test
    void anEmptyBookSaysHowItFills() {
        assertThat(home(ALICE).text()).contains("Nothing on your desk yet");
        assertThat(home(HARISH).text()).contains("Nothing on your desk yet");
        assertThat(home(FARAH).text()).contains("No imports yet");
    }

    @Test
    void nothingOfAnotherCircleShows() {
        receivables.invoice(airtel, "A", "2026-10-01", "2026-10-31", "118000");

        assertThat(home(BOB).text()).doesNotContain("KA-AIRTEL").contains("Nothing on your desk yet");
    }

    private void managed(long account, Member member, String from) {
        long user = cast.id(member);
        work.run(() -> jdbc.sql("insert into account_manager values (:account, 'KA', :from, :user)")
                .param("account", account)
                .param("from", LocalDate.parse(from))
                .param("user", user)
                .update());
    }

    private Document home(Member member) {
        return page("/", member);
    }

    private Document page(String url, Member member) {
        MvcTestResult result = mvc.get().uri(url).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
