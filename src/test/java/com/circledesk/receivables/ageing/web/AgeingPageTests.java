package com.circledesk.receivables.ageing.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class AgeingPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void book() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "300000");
        receivables.invoice(airtel, "INV-2", "2026-06-01", "2026-07-01", "100000");
        receivables.receipt(airtel, "RC-1", "2026-06-10", "400");
    }

    @Test
    void theTableTiesAndItsNumbersAreTheOpenItemsBehindThem() throws Exception {
        // Peers lose the filter on the way to the rows (SuiteCRM-Core #182).
        Document page = page("/receivables/ageing?asOf=2026-06-10&circle=KA");
        assertThat(page.expectFirst("main tbody tr").select("td").eachText())
                .startsWith("1,00,000.00", "3,00,000.00", "0.00");
        assertThat(page.select("[data-testid=tie-out]").text())
                .contains("Difference: ₹0.00")
                .contains("₹3,99,600.00");
        String link = page.select("main tbody a:containsOwn(3,00,000.00)").attr("href");
        assertThat(link).contains("asOf=2026-06-10", "circle=KA", "account=KA-AIRTEL", "bucket=1-30");
        Document items = page(link.replace("%20", " "));
        assertThat(items.select("main tbody th").eachText()).containsExactly("INV-1");
    }

    @Test
    void switchesKeepEverythingElseAndTheTotalCanBeNet() throws Exception {
        Document page =
                page("/receivables/ageing?asOf=2026-06-10&groupBy=operator&buckets=10,20&basis=invoice&total=net");
        List<String> heads = page.expectFirst("main thead").select("th").eachText();
        assertThat(heads)
                .containsExactly(
                        "Operator",
                        "0-10 25.0 %",
                        "11-20 0.0 %",
                        "> 20 75.0 %",
                        "Unapplied",
                        "Disputed",
                        "Net of unapplied");
        Element row = page.expectFirst("main tbody tr");
        assertThat(row.select("td").eachText()).endsWith("3,99,600.00");
        assertThat(page.select("nav.switch a").eachAttr("href")).allMatch(href -> href.contains("asOf=2026-06-10"));
        assertThat(page.select("main form input[type=hidden]").eachAttr("name")).contains("asOf", "groupBy");
    }

    @Test
    void wrongValuesFallBackAndNothingOpenSaysSo() throws Exception {
        assertThat(page("/receivables/ageing?asOf=nonsense&buckets=9,1&basis=x&groupBy=y")
                        .expectFirst("main thead")
                        .text())
                .contains("181-365");
        assertThat(page("/receivables/ageing?asOf=2020-01-01").select(".blank").text())
                .contains("Nothing is owed");
    }

    @Test
    void theLedgerStandsBesideTheErp() throws Exception {
        assertThat(page("/receivables/ageing").select("#erp")).isEmpty();
        erpSays("KA-AIRTEL", "2026-05-31", "299000");
        erpSays("KA-AIRTEL", "2026-06-10", "399600");
        Document page = page("/receivables/ageing?asOf=2026-06-09");
        assertThat(page.expectFirst("#erp tbody tr").text())
                .isEqualTo("KA-AIRTEL 31 May 2026 3,00,000.00 2,99,000.00 1,000.00");
        assertThat(page.select("#erp tbody .text-bad")).isNotEmpty();
        Document later = page("/receivables/ageing?asOf=2026-11-21");
        assertThat(later.expectFirst("#erp tfoot tr").text()).isEqualTo("All 1, 0 differ 3,99,600.00 3,99,600.00 0.00");
        assertThat(later.select("#erp .text-bad")).isEmpty();
        assertThat(page("/receivables/ageing?chargeType=RENTAL").select("#erp")).isEmpty();
    }

    private void erpSays(String account, String day, String balance) {
        work.run(() -> jdbc.sql("""
                        insert into gl_balance (account_id, circle, balance_on, balance)
                        select id, circle, cast(:day as date), cast(:balance as numeric) from account where code = :account
                        """)
                .param("account", account)
                .param("day", day)
                .param("balance", balance)
                .update());
    }

    private Document page(String path) throws Exception {
        MvcTestResult result = mvc.get()
                .uri(java.net.URI.create(path.replace(" ", "%20")))
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(result).hasStatusOk();
        String html = result.getResponse().getContentAsString();
        assertThat(html).contains("</html>").doesNotContain("??");
        return Jsoup.parse(html);
    }
}
