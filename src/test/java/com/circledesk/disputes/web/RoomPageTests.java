package com.circledesk.disputes.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages of the 180-day room: every figure leads to its lines, and the lines add up to it. */
@IntegrationTest
class RoomPageTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @BeforeEach
    void disputesInTwoCircles() {
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long other = accounts.create("MH-JIO", "Jio", "MH");
        work.on(
                "2026-05-24",
                () -> receivables.invoice(airtel, "INV-1", "RENTAL", "2026-05-24", "2026-06-30", "1000", "180"));
        work.on(
                "2026-06-10",
                () -> receivables.invoice(airtel, "INV-2", "RENTAL", "2026-06-10", "2026-07-10", "500", "90"));
        work.on("2026-06-10", () -> receivables.invoice(other, "ZZ-9", "2026-06-10", "2026-07-10", "777"));
        work.on("2026-07-01", () -> {
            disputes.raised("INV-1", "1180");
            disputes.raised("INV-2", "590");
            disputes.raised("ZZ-9", "777");
        });
    }

    @Test
    void everyFigureLeadsToLinesThatAddUpToIt() {
        Document page = page(ALICE, "/disputes/room?asOf=2026-11-21");
        assertThat(page.select(".stat-value a").eachAttr("title"))
                .containsExactly("₹1,770.00", "₹1,180.00", "₹590.00", "₹590.00", "₹590.00", "₹1,770.00");
        for (var figure : page.select(".stat-value a, main table a.money")) {
            Document lines = page(ALICE, figure.attr("href"));
            assertThat("₹" + lines.select("tfoot .c-side").text())
                    .as(figure.attr("href"))
                    .isEqualTo(figure.attr("title"));
        }
        for (var week : page.select("#week-rows tbody tr")) {
            List<String> amounts = week.select("td").eachText().stream()
                    .filter(amount -> !amount.equals("0.00"))
                    .toList();
            assertThat(page(ALICE, week.select("a").attr("href"))
                            .select("tfoot .c-side")
                            .eachText())
                    .isEqualTo(amounts);
        }
    }

    @Test
    void anotherDayAndTheFiltersStayInEveryLink() {
        Document page = page(HARISH, "/disputes/room?asOf=2026-07-10&knownOn=2026-07-12&status=RAISED&circle=KA");
        assertThat(page.select(".stat-value a").get(0).attr("href"))
                .contains("asOf=2026-07-10", "knownOn=2026-07-12", "status=RAISED", "circle=KA");
        assertThat(page.select(".stat-value a").eachAttr("title"))
                .containsExactly("₹1,770.00", "₹0.00", "₹0.00", "₹0.00", "₹0.00", "₹1,180.00");
        assertThat(page(HARISH, "/disputes/room?asOf=2026-06-30")
                        .select(".blank")
                        .text())
                .contains("Nothing is in dispute");
    }

    @Test
    void nothingOfAnotherCircleIsCounted() {
        assertThat(page(BOB, "/disputes/room").select(".stat-value a").get(0).attr("title"))
                .isEqualTo("₹777.00");
        assertThat(page(ALICE, "/disputes/room?circle=MH").select(".blank").text())
                .contains("Nothing is in dispute");
        assertThat(page(ALICE, "/disputes/room/lines").text()).doesNotContain("ZZ-9");
    }

    @Test
    void theSentenceCountsWhatItsTableShows() {
        Document page = page(ALICE, "/disputes/room/argument?account=KA-AIRTEL&asOf=2026-11-20&within=30");
        assertThat(page.select("#argument").val())
                .isEqualTo(
                        "Input credit of ₹270.00 on these 2 invoices lapses by 7 Dec 2026, the first of it on 20 Nov 2026.");
        assertThat(page.select("tbody th").eachText()).containsExactly("INV-1", "INV-2");
        page = page(ALICE, "/disputes/room/argument?account=KA-AIRTEL&asOf=2026-11-21&within=30");
        assertThat(page.select("#argument").val())
                .isEqualTo("Input credit of ₹90.00 on this invoice lapses by 7 Dec 2026.");
        assertThat(page.select("main").text()).contains("For one more invoice that day is over already, with ₹180.00");
        assertThat(page(ALICE, "/disputes/room/argument?asOf=2026-12-20&within=30")
                        .select(".blank")
                        .text())
                .contains("No input credit lapses in these days");
    }

    @Test
    void theExportIsWhatThePageShows() {
        MvcTestResult csv = mvc.get()
                .uri("/disputes/room/export?asOf=2026-11-21&expires=past&format=csv")
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(csv).hasStatusOk();
        String text = new String(csv.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("2026-11-20,-1,D-KA-", "INV-1,2026-05-24,2026-11-20,1,1180.00,180.00,1180.00")
                .doesNotContain("INV-2", "ZZ-9");
        MvcTestResult xlsx = mvc.get()
                .uri("/disputes/room/export?format=xlsx")
                .with(cast.signedIn(ALICE))
                .exchange();
        assertThat(xlsx).hasStatusOk();
        assertThat(xlsx.getResponse().getHeader("Content-Disposition")).contains("180-day-room-2026-11-21.xlsx");
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        Document page = page(
                ALICE,
                "/disputes/room?asOf=soon&status=LOST&expires=later&week=monday&behind=maybe&owner=" + "x".repeat(300));
        assertThat(page.select(".stat-value a").get(0).attr("title")).isEqualTo("₹1,770.00");
    }

    private Document page(Member member, String path) {
        MvcTestResult answer =
                mvc.get().uri(URI.create(path)).with(cast.signedIn(member)).exchange();
        assertThat(answer).as(path).hasStatusOk();
        return Jsoup.parse(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
