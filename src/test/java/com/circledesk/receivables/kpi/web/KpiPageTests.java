package com.circledesk.receivables.kpi.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.kpi.KpiFigure;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.net.URI;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class KpiPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    private long airtel;

    @BeforeEach
    void openAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    private void threeMonths() {
        long april = receivables.invoice(airtel, "APR/1", "2026-04-01", "2026-05-01", "70000");
        receivables.invoice(airtel, "MAY/1", "2026-05-01", "2026-05-31", "80000");
        receivables.invoice(airtel, "JUN/1", "2026-06-05", "2026-07-05", "95000");
        receivables.invoice(airtel, "JUN/2", "2026-06-30", "2026-06-30", "5000");
        long receipt = receivables.receipt(airtel, "RC", "2026-05-11", "43000");
        receivables.allocate(receipt, april, "38000");
        long paid = receivables.invoice(airtel, "MAR/1", "2026-03-01", "2026-04-30", "5000");
        receivables.allocate(receipt, paid, "5000");
    }

    @Test
    void tilesCompareWithTheMonthBeforeAndOpenTheirExplanation() {
        threeMonths();

        Document page = page("/receivables/kpis?asOf=2026-06-30&window=91");

        assertThat(page.select(".stat")).hasSize(KpiFigure.values().length);
        assertThat(page.select(".stat").get(0).text())
                .contains("DSO, simple", "77.2 days", "since 31 May", "as of 30 Jun 2026");
        assertThat(page.select(".stat-value a").eachAttr("href"))
                .contains("/receivables/kpis/dso/explanation?asOf=2026-06-30&window=91");
        assertThat(page.select("figure[data-chart=line] tbody tr")).hasSize(36);
        assertThat(page.select("figure").get(0).select("tbody tr").get(11).text())
                .isEqualTo("Jun 2026 77.2 days 74.7 days 36.4 days");
    }

    @Test
    void filtersStandAsChipsAndGoAlong() {
        threeMonths();

        Document page = page("/receivables/kpis?operator=Airtel&operator=Nobody&chargeType=rental&gst=excl");

        assertThat(page.select(".chip").eachText())
                .containsExactly("Operator Airtel, remove", "Operator Nobody, remove", "Charge type Rental, remove");
        assertThat(page.select(".chip").get(0).attr("href"))
                .doesNotContain("operator=Airtel")
                .contains("operator=Nobody");
        assertThat(page.select(".stat-value a").get(0).attr("href")).contains("operator=Airtel", "gst=excl");
        assertThat(page.select(".page-sub").text()).contains("without GST");
    }

    @Test
    void anEmptyBookSaysHowItFillsAndAnEmptyFilterHowToClearIt() {
        assertThat(page("/receivables/kpis").select(".blank h2").text()).isEqualTo("No billing yet");

        threeMonths();
        assertThat(page("/receivables/kpis?operator=Nobody").select(".blank").text())
                .contains("Clear filters");
    }

    @ParameterizedTest
    @EnumSource(KpiFigure.class)
    void everyFigureIsExplainedAlsoWhereThereIsNone(KpiFigure figure) {
        String path = "/receivables/kpis/%s/explanation?asOf=2026-06-30&window=91".formatted(figure.path());
        assertThat(page(path).select(".formula").text()).isNotEmpty();

        threeMonths();
        assertThat(page(path).select(".formula strong").text()).isNotEmpty();
        assertThat(page(path + "&gst=excl").select(".formula strong").text()).isNotEmpty();
    }

    @Test
    void explanationsPutTheNumbersInAndTieThemToTheLedger() {
        threeMonths();

        Document dso = explanation("dso");
        assertThat(dso.select(".formula").text()).isEqualTo("₹2,12,000.00 ÷ ₹2,50,000.00 × 91 = 77.17 days");
        assertThat(dso.select("table").get(0).select("tbody tr").get(1).text()).isEqualTo("1-30 80,000.00 37.7 %");
        assertThat(dso.select("table").get(0).select("tfoot").text()).isEqualTo("Receivable 2,12,000.00");
        assertThat(dso.select(".card-foot").get(0).text())
                .isEqualTo("Buckets ₹2,12,000.00 + unapplied ₹0.00 = ledger ₹2,12,000.00. Difference 0.00");
        assertThat(dso.select("table").get(1).select("tfoot").text()).endsWith("2,50,000.00");

        assertThat(explanation("dso-countback").select(".formula").text()).isEqualTo("30 + 31 + 13.71 = 74.71 days");
        assertThat(explanation("average-days-delinquent").select(".formula").text())
                .isEqualTo("77.17 − 36.40 = 40.77 days");
        Document cei = explanation("cei");
        assertThat(cei.select(".formula").text())
                .isEqualTo(
                        "(₹5,000.00 + ₹2,50,000.00 − ₹2,12,000.00) ÷ (₹5,000.00 + ₹2,50,000.00 − ₹1,00,000.00) = 27.74 %");
        assertThat(cei.select("table").get(2).text())
                .contains("Ledger at 31 Mar 2026 5,000.00", "Receipts −43,000.00", "Ledger at 30 Jun 2026 2,12,000.00");
    }

    @Test
    void settledInvoicesArePagedAndSummed() {
        threeMonths();

        Document late = explanation("days-late");

        assertThat(late.select("tbody tr").text())
                .isEqualTo("MAR/1 KA-AIRTEL 30 Apr 2026 11 May 2026 11 5,000.00 55,000.00");
        assertThat(late.select("tbody a").attr("href")).isEqualTo("/invoices?no=MAR/1");
        assertThat(late.select("tfoot").text()).isEqualTo("All 1 11 5,000.00 55,000.00");
    }

    @Test
    void aPageShowsTheDefaultWhereItCannotReadAValue() {
        assertThat(get("/receivables/kpis?asOf=yesterday&window=ninety&gst=maybe&page=x"))
                .hasStatusOk();
        assertThat(get("/receivables/kpis?asOf=%2B999999999-12-31&window=99999"))
                .hasStatusOk();
        assertThat(get("/receivables/kpis/days-late/explanation?page=99999999999&size=-1"))
                .hasStatusOk();
        assertThat(get("/receivables/kpis/profit/explanation")).hasStatus(404);
    }

    private Document explanation(String figure) {
        return page("/receivables/kpis/%s/explanation?asOf=2026-06-30&window=91".formatted(figure));
    }

    private Document page(String uri) {
        MvcTestResult result = get(uri);
        assertThat(result).hasStatusOk();
        return Jsoup.parse(
                new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8));
    }

    private MvcTestResult get(String uri) {
        return mvc.get().uri(URI.create(uri)).with(cast.signedIn(ALICE)).exchange();
    }
}
