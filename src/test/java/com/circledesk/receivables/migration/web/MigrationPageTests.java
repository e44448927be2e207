package com.circledesk.receivables.migration.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The matrix in lakh and crore, with the exact rupees behind it. */
@IntegrationTest
class MigrationPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Test
    void thePageIsShortAndTheFileExact() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "A", "2026-09-01", "2026-10-01", "1234567.89");

        Document page = Jsoup.parse(answer("/receivables/migration"));
        assertThat(page.select("tbody tr").text()).startsWith("1-30 ₹12.35 L ₹0.00");
        assertThat(page.select("tbody td").get(0).select("[title]").attr("title"))
                .isEqualTo("₹12,34,567.89");
        assertThat(page.select("tbody td[data-label]")).hasSize(13);
        assertThat(page.select("[data-testid=tie-out]").hasClass("tie-good")).isTrue();

        assertThat(answer("/receivables/migration/export?format=csv"))
                .contains("1-30,1234567.89,0.00,0.00,0.00,0.00,0.00,0.00,1234567.89", "Total,1234567.89");
    }

    private String answer(String url) {
        var result = mvc.get().uri(url).with(cast.signedIn(ALICE)).exchange();
        assertThat(result).hasStatusOk();
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
