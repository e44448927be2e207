package com.circledesk.receivables.positions.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class AccountPageTests {
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

    @BeforeEach
    void threeAccounts() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        receivables.invoice(account, "INV-2", "2026-11-01", "2026-12-01", "500");
        receivables.receipt(account, "RC-1", "2026-06-10", "400");
        accounts.create("KA/JIO", "Jio", "KA");
        receivables.invoice(accounts.create("MH-AIR", "Airtel", "MH"), "ZZ-SECRET-B", "2026-05-01", "2026-05-31", "7");
    }

    @Test
    void listsAccountsWithTheTotalOfTheWholeFilter() throws Exception {
        Document page = page("/accounts", ALICE);
        assertThat(codes(page)).containsExactly("KA-AIR", "KA/JIO");
        assertThat(page.select("tfoot").text()).contains("All 2 accounts", "1,500.00", "1,000.00", "400.00");
        assertThat(codes(page("/accounts?operator=Jio", ALICE))).containsExactly("KA/JIO");
        assertThat(codes(page("/accounts?q=air&sort=account", FARAH))).containsExactly("KA-AIR", "MH-AIR");
        assertThat(codes(page("/accounts?circle=MH", ALICE))).isEmpty();
        assertThat(codes(page("/accounts?sort=name;drop&page=-1&size=x&asOf=y", ALICE)))
                .hasSize(2);
    }

    @Test
    void showsDsoOfEachAccountAndOfAll() throws Exception {
        Document page = page("/accounts?col=dso", FARAH);
        assertThat(page.select("tbody tr").eachText())
                .as("1,500 ÷ 500 billed within 90 days × 90; nothing billed: none")
                .containsExactly(
                        "KA-AIR Airtel KA 1,500.00 270.0", "MH-AIR Airtel MH 7.00 n/a", "KA/JIO Jio KA 0.00 n/a");
        assertThat(page.select("tfoot").text()).isEqualTo("All 3 accounts 1,507.00 271.3");
        assertThat(codes(page("/accounts?sort=dso", FARAH))).startsWith("KA-AIR");
        assertThat(codes(page("/accounts?sort=dso&dir=desc", FARAH))).startsWith("KA-AIR");
    }

    @Test
    void narrowsToAManagerAndToNobody() throws Exception {
        long alice = cast.id(ALICE);
        work.run(() -> jdbc.sql("""
                        insert into account_manager (account_id, circle, from_on, user_id)
                        select id, circle, '2026-11-01', :alice from account where code = 'KA-AIR'
                        """).param("alice", alice).update());
        Document page = page("/accounts?manager=" + alice, FARAH);
        assertThat(codes(page)).containsExactly("KA-AIR");
        assertThat(page.select("#f-manager option[selected]").text()).isEqualTo("Alice Rao");
        assertThat(page.select(".chip").text()).contains("Alice Rao");
        assertThat(codes(page("/accounts?manager=nobody", FARAH))).containsExactly("MH-AIR", "KA/JIO");
        assertThat(codes(page("/accounts?manager=" + alice + "&asOf=2026-10-31", FARAH)))
                .as("before it was hers")
                .isEmpty();
    }

    @Test
    void filtersOfferTheOperatorsAndAccountsOfOnesCircles() throws Exception {
        Document page = page("/receivables/open-items?operator=Airtel", ALICE);
        assertThat(page.select("#f-operator option").eachText()).containsExactly("All", "Airtel", "Jio");
        assertThat(page.select("#f-operator option[selected]").text()).isEqualTo("Airtel");
        assertThat(page.select("#f-account option").eachAttr("value")).containsExactly("", "KA-AIR", "KA/JIO");
    }

    @Test
    void columnsStandInTheAddress() throws Exception {
        Document page = page("/accounts?col=segment&col=balance&col=evil&sort=balance&circle=KA", ALICE);
        assertThat(page.select("thead th").eachText()).containsExactly("Account", "Segment", "Outstanding", "Balance");
        assertThat(page.select(".columns-form input[checked]").eachAttr("value"))
                .containsExactly("segment", "balance");
        assertThat(page.select(".columns-form input[type=hidden]").eachAttr("name"))
                .containsExactlyInAnyOrder("sort", "circle");
        assertThat(page("/receivables/open-items?col=operator", ALICE)
                        .select("thead th")
                        .eachText())
                .containsExactly("Invoice", "Account", "Operator", "Open");
    }

    @Test
    void showsFiguresAsOfADay() throws Exception {
        assertThat(page("/accounts/KA-AIR", ALICE).select(".stats").text())
                .contains("Outstanding ₹1,500.00", "Overdue ₹1,000.00", "Unapplied ₹400.00", "Balance ₹1,100.00");
        assertThat(page("/accounts/KA-AIR?asOf=2026-05-31", ALICE)
                        .select(".stats")
                        .text())
                .contains("Outstanding ₹1,000.00", "Overdue ₹0.00", "Unapplied ₹0.00");
    }

    @Test
    void advancesAreInSight() throws Exception {
        // Peers hide them (erpnext #48930).
        assertThat(page("/accounts/KA-AIR/receipts", ALICE).text()).contains("RC-1", "400.00");
    }

    @Test
    void outstandingIsTheSumOfItsAgeingAndOfItsOpenItems() throws Exception {
        // Peers show three different sums (erpnext #49262, #51596).
        Document summary = page("/accounts/KA-AIR", ALICE);
        assertThat(summary.select("figure tbody td").eachText()).contains("500.00", "1,000.00");
        assertThat(page("/accounts/KA-AIR/invoices", ALICE).select("tfoot").text())
                .contains("1,500.00");
    }

    @Test
    void theLedgerRunsItsBalance() throws Exception {
        Document page = page("/accounts/KA-AIR/ledger", ALICE);
        assertThat(page.select("tbody tr")).hasSize(3);
        assertThat(page.select("tbody tr").get(0).text()).contains("1 Nov 2026", "500.00", "1,100.00");
        assertThat(page("/accounts/KA-AIR/ledger?kind=RECEIPT", ALICE).select("tbody tr"))
                .singleElement()
                .satisfies(row -> assertThat(row.text()).contains("RC-1", "600.00"));
        assertThat(page("/accounts/KA-AIR/ledger?from=2026-11-01", ALICE).select("tbody tr"))
                .hasSize(1);
    }

    @Test
    void aCodeWithASlashHasEveryTabAsAParameter() throws Exception {
        Document page = page("/accounts?code=KA/JIO", ALICE);
        assertThat(page.select("main nav.tabs a").eachAttr("href"))
                .contains("/accounts?code=KA%2FJIO", "/accounts/ledger?code=KA%2FJIO");
        for (String tab : List.of("invoices", "ledger", "receipts")) {
            assertThat(page("/accounts/" + tab + "?code=ka/jio", ALICE)
                            .select("h1")
                            .text())
                    .isEqualTo("Jio KA");
        }
    }

    @Test
    void anotherCirclesAccountIsNotFound() {
        for (String tab : List.of("", "/invoices", "/ledger", "/receipts")) {
            assertThat(mvc.get().uri("/accounts/KA-AIR" + tab).with(cast.signedIn(BOB)))
                    .hasStatus(404);
        }
    }

    @Test
    void exportsTheSameFilter() throws Exception {
        MvcTestResult csv = mvc.get()
                .uri("/accounts/export?format=csv&operator=Airtel")
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(csv).hasStatusOk().bodyText().contains("KA-AIR", "1500.00").doesNotContain("KA/JIO", "MH-AIR");
    }

    private static List<String> codes(Document page) {
        return page.select("tbody th a").eachText();
    }

    private Document page(String uri, Cast.Member member) throws Exception {
        MvcTestResult result = mvc.get().uri(uri).with(cast.signedIn(member)).exchange();
        assertThat(result).hasStatusOk();
        String html = result.getResponse().getContentAsString();
        assertThat(html).doesNotContain("??");
        return Jsoup.parse(html);
    }
}
