package com.circledesk.receivables.positions.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** One customer over all circles. The clock stands at 21 November 2026. */
@IntegrationTest
class OperatorTests {
    private static final String AIRTEL = "/receivables/operators?operator=airtel";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void anOperatorInTwoCircles() {
        long karnataka = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long mumbai = accounts.create("MH-AIRTEL", "Airtel", "MH");
        receivables.invoice(karnataka, "KA-1", "RENTAL", "2026-09-01", "2026-10-01", "100000", "18000");
        receivables.invoice(karnataka, "KA-2", "ENERGY", "2026-11-01", "2026-12-01", "50000", "9000");
        receivables.invoice(mumbai, "MH-1", "RENTAL", "2026-05-01", "2026-05-31", "300000", "54000");
        receivables.receipt(mumbai, "RC-MH", "2026-11-02", "40000");
        receivables.invoice(accounts.create("KA-JIO", "Jio", "KA"), "J-1", "2026-05-01", "2026-05-31", "999");
    }

    @Test
    void itsCirclesAddUpAndTie() {
        Document page = page(FARAH, AIRTEL);

        assertThat(page.select("h1").text()).isEqualTo("Airtel");
        assertThat(page.select(".stat").eachText().get(0)).contains("Outstanding ₹5.31 L");
        assertThat(page.select(".stat").eachText().get(1)).contains("Overdue", "₹4.72 L", "88.9 %");
        assertThat(page.select(".stat").eachText().get(2)).contains("Disputed ₹0.00");
        assertThat(page.select(".stat").eachText().get(3)).contains("−₹40,000.00");
        assertThat(page.select(".stat").eachText().get(4))
                .as("531000 ÷ 177000 × 90")
                .contains("270.0 days");
        assertThat(page.select("table").get(0).select("tbody th").eachText())
                .containsExactly("Maharashtra", "Karnataka");
        assertThat(page.select("table").get(0).select("tfoot td").eachText())
                .containsExactly(
                        "₹59,000.00",
                        "₹0.00",
                        "₹1.18 L",
                        "₹0.00",
                        "₹3.54 L",
                        "₹0.00",
                        "₹0.00",
                        "−₹40,000.00",
                        "₹5.31 L");
        assertThat(page.select("table").get(1).select("tbody th").eachText())
                .containsExactly("Rental", "Energy", "On account");
        assertThat(page.select("[data-testid=tie-out]").hasClass("tie-good")).isTrue();
        assertThat(page.select("h2:contains(Most overdue)")
                        .parents()
                        .select("tbody a[href^=/accounts]")
                        .eachText())
                .containsExactly("MH-AIRTEL", "KA-AIRTEL");
    }

    @Test
    void everyFigureLeadsToItsRowsWithTheSameFilters() {
        Document page = page(FARAH, AIRTEL + "&asOf=2026-11-20");

        assertThat(page.select(".stat").get(1).select(".stat-value a").attr("href"))
                .startsWith("/receivables/open-items?operator=airtel&asOf=2026-11-20&bucket=1-30&bucket=31-60");
        assertThat(page.select("table")
                        .get(0)
                        .select("tbody tr")
                        .get(0)
                        .select("td a")
                        .get(0)
                        .attr("href"))
                .isEqualTo("/receivables/open-items?operator=airtel&asOf=2026-11-20&circle=MH&bucket=91-180");
        Document rows =
                page(FARAH, page.select(".stat").get(1).select(".stat-value a").attr("href"));
        assertThat(rows.select("tbody th").eachText()).containsExactly("MH-1", "KA-1");
        assertThat(rows.select("tfoot").text()).contains("4,72,000.00");
    }

    @Test
    void whoSeesOneCircleSeesThatCircle() {
        Document page = page(ALICE, AIRTEL);

        assertThat(page.text()).doesNotContain("Maharashtra", "MH-AIRTEL").contains("₹1.77 L");
        assertThat(mvc.get().uri("/receivables/operators?operator=nobody").with(cast.signedIn(ALICE)))
                .hasStatus(404);
        assertThat(mvc.get().uri("/receivables/operators").with(cast.signedIn(ALICE)))
                .hasRedirectedUrl("/receivables/ageing?groupBy=operator");
    }

    private Document page(Cast.Member member, String url) {
        MvcTestResult result = mvc.get()
                .uri(java.net.URI.create(url.replace(" ", "%20").replace(">", "%3E")))
                .with(cast.signedIn(member))
                .exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
