package com.circledesk.receivables.migration;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class MigrationQueriesTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private MigrationQueries migrations;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @BeforeEach
    void book() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long old = receivables.invoice(airtel, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long middle = receivables.invoice(airtel, "INV-2", "2026-06-01", "2026-07-01", "500");
        long fresh = receivables.invoice(airtel, "INV-3", "2026-07-10", "2026-08-09", "300");
        long receipt = receivables.receipt(airtel, "RC-1", "2026-07-05", "2000");
        receivables.allocate(receipt, old, "600", "20", "0", "2026-07-05");
        receivables.creditNote(airtel, "CN-1", "2026-07-06", "80", middle);
        receivables.allocate(receipt, fresh, "100");
        long wrong = receivables.allocate(receipt, middle, "50");
        receivables.reverse(DocumentKind.ALLOCATION, wrong);
        receivables.debitNote(airtel, "DN-1", "2026-07-20", "25", middle);
    }

    @Test
    void everyRupeeIsFollowedFromBucketToBucket() {
        Migration migration = migration("2026-06-30", "2026-07-31");
        assertThat(migration.rows())
                .containsExactly(
                        row(0, "500", "25", "0", "-80", "0", "0", "445", "0", "0", "0", "0", "0"),
                        row(1, "1000", "0", "-600", "0", "-20", "0", "0", "0", "380", "0", "0", "0"),
                        row(-1, "0", "300", "-100", "0", "0", "200", "0", "0", "0", "0", "0", "0"));
        assertThat(migration.difference()).isEqualTo(Money.ZERO);
        assertThat(migration.totals().opening())
                .isEqualTo(migration.before().totals().gross());
        assertThat(migration.totals().moved())
                .isEqualTo(migration.after().totals().amounts());
    }

    @ParameterizedTest
    @CsvSource({"2026-04-30,2026-05-31", "2026-05-31,2026-07-06", "2026-07-05,2026-07-06", "2026-06-30,2026-11-21"})
    void itTiesToBothAgeingsBetweenAnyTwoDates(String from, String to) {
        assertThat(migration(from, to).difference()).isEqualTo(Money.ZERO);
        receivables.closeMonths();
        assertThat(migration(from, to).difference()).isEqualTo(Money.ZERO);
    }

    @Test
    void thePageShowsTheMatrixAndLeadsToTheItems() throws Exception {
        Document page = page("/receivables/migration?from=2026-06-30&to=2026-07-31&circle=KA");
        assertThat(page.select("main tbody tr").eachText())
                .contains(
                        "Newly billed ₹0.00 ₹300.00 −₹100.00 ₹0.00 ₹0.00 ₹200.00 ₹0.00 ₹0.00 ₹0.00 ₹0.00 ₹0.00 ₹0.00 ₹200.00");
        assertThat(page.select("[data-testid=tie-out]").text()).contains("₹0.00");
        Document items = page(page.select("main tbody a:containsOwn(1,000.00)").attr("href"));
        assertThat(items.select("main tbody th").eachText()).containsExactly("INV-1");
        assertThat(page("/receivables/migration?from=2026-07-31&to=nonsense").text())
                .contains("31 Oct 2026");
    }

    private Migration migration(String from, String to) {
        return work.call(() -> migrations.migration(
                work.everyCircle(),
                LocalDate.parse(from),
                AgeingRequest.of(LocalDate.parse(to), AgeingGroup.ACCOUNT, BookFilter.NONE)));
    }

    private static MigrationRow row(
            int bucket,
            String opening,
            String billed,
            String collected,
            String credited,
            String deducted,
            String... moved) {
        return new MigrationRow(
                bucket,
                Money.of(opening),
                Money.of(billed),
                Money.of(collected),
                Money.of(credited),
                Money.of(deducted),
                List.of(moved).stream().map(Money::of).toList());
    }

    private Document page(String path) throws Exception {
        MvcTestResult result = mvc.get()
                .uri(java.net.URI.create(path))
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(result.getResponse().getContentAsString());
    }
}
