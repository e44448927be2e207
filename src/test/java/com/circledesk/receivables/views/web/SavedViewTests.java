package com.circledesk.receivables.views.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.receivables.views.ViewPage;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Names for filters of a list: whose they are, who sees them, what they keep. */
@IntegrationTest
class SavedViewTests {
    private static final String LIST = "/receivables/open-items";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aViewKeepsFiltersAndOrderButNoDayAndNoPage() {
        String view = save(
                ALICE,
                "Late Airtel",
                "page=3&asOf=2026-10-31&q=a%26b&bucket=61-90&bucket=91-180&evil=1&sort=due",
                false);

        assertThat(open(ALICE, view))
                .hasStatus(302)
                .hasRedirectedUrl(LIST + "?bucket=61-90&bucket=91-180&q=a%26b&sort=due&view=" + number(view));
        Document page = page(ALICE, LIST + "?bucket=61-90&bucket=91-180&q=a%26b&sort=due&view=" + number(view));
        assertThat(page.select(".views-list a[aria-current]").text()).isEqualTo("Late Airtel");
        assertThat(page(ALICE, LIST + "?bucket=61-90&view=" + number(view))
                        .select(".views-list a[aria-current]")
                        .text())
                .isEqualTo("Late Airtel changed");
    }

    @Test
    void theSameNameReplacesAndAnotherNameRenames() {
        String view = save(ALICE, "Late", "bucket=61-90", false);
        assertThat(save(ALICE, " late ", "bucket=91-180", false)).isEqualTo(view);
        assertThat(post(ALICE, view, "name", "Very late")).hasStatus(302);
        assertThat(page(ALICE, LIST).select(".views-list a").eachText()).containsExactly("All", "Very late");
        assertThat(open(ALICE, view)).hasRedirectedUrl(LIST + "?bucket=91-180&view=" + number(view));

        save(ALICE, "Other", "", false);
        assertThat(post(ALICE, view, "name", "OTHER"))
                .flash()
                .containsEntry("flashProblem", "Another view of yours has this name already.");
        assertThat(post(ALICE, "/receivables/views", "page", LIST, "name", "  "))
                .flash()
                .containsEntry("flashProblem", "A view has a name of at most 60 letters.");

        assertThat(post(ALICE, view + "/removal")).hasStatus(302).hasRedirectedUrl(LIST + "?bucket=91-180");
        assertThat(open(ALICE, view)).hasStatus(404);
    }

    @Test
    void aViewIsItsOwnersUntilShared() {
        String view = save(ALICE, "Mine", "q=secret", false);
        assertThat(open(HARISH, view)).hasStatus(404);
        assertThat(page(HARISH, LIST).select(".views-list")).isEmpty();

        post(ALICE, view, "name", "Ours", "shared", "true");
        assertThat(open(HARISH, view)).hasStatus(302);
        assertThat(page(HARISH, LIST).select(".views-list").text()).contains("Ours");
        assertThat(page(HARISH, "/accounts").select(".views-list")).isEmpty();
        assertThat(open(BOB, view)).as("another circle").hasStatus(404);
        assertThat(page(BOB, LIST).text()).doesNotContain("Ours");

        assertThat(post(HARISH, view, "name", "Taken over")).hasStatus(404);
        assertThat(post(HARISH, view + "/removal")).hasStatus(404);
        assertThat(open(ALICE, view)).hasStatus(302);
    }

    @Test
    void whoSharesAFilterOfOneCircleSharesItWithThatCircle() {
        String all = save(FARAH, "Everything", "", true);
        String karnataka = save(FARAH, "Karnataka", "circle=KA", true);

        assertThat(open(ALICE, all)).as("about circles that she does not see").hasStatus(404);
        assertThat(open(ALICE, karnataka)).hasStatus(302);
        assertThat(open(BOB, karnataka)).hasStatus(404);
    }

    @Test
    void everyListThatKeepsViewsShowsThem() {
        for (ViewPage list : ViewPage.values()) {
            post(ALICE, "/receivables/views", "page", list.path(), "name", "Mine", "query", "circle=KA");
            assertThat(page(ALICE, list.path() + "?circle=KA")
                            .select(".views-list a")
                            .eachText())
                    .as(list.path())
                    .containsExactly("All", "Mine");
        }
    }

    @Test
    void aViewOfTheWorklistKeepsWhoseRowsItShowsAndInWhichOrder() {
        String list = ViewPage.WORKLIST.path();
        String view = save(ALICE, list, "Away", "page=2&sort=age&which=away&whose=all&account=KA-AIRTEL", false);
        String shown = list + "?account=KA-AIRTEL&whose=all&which=away&sort=age&view=" + number(view);

        assertThat(open(ALICE, view)).hasRedirectedUrl(shown);
        assertThat(page(ALICE, shown).select(".switch a[aria-current]").eachAttr("href"))
                .as("which and sort; whose is for managers")
                .hasSize(2)
                .allMatch(tab -> tab.contains("account=KA-AIRTEL"));
    }

    @Test
    void theDatabaseKeepsTheRuleToo() {
        save(ALICE, "Mine", "", false);

        assertThat(cast.as(
                        HARISH,
                        () -> jdbc.sql("select count(*) from saved_view")
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(cast.as(HARISH, () -> jdbc.sql("delete from saved_view").update()))
                .isZero();
    }

    private String save(Member member, String name, String query, boolean shared) {
        return save(member, LIST, name, query, shared);
    }

    private String save(Member member, String list, String name, String query, boolean shared) {
        MvcTestResult saved = post(
                member,
                "/receivables/views",
                "page",
                list,
                "name",
                name,
                "query",
                query,
                "shared",
                String.valueOf(shared));
        assertThat(saved).hasStatus(302);
        String url = Objects.requireNonNull(saved.getResponse().getRedirectedUrl());
        return "/receivables/views/" + url.substring(url.lastIndexOf("view=") + 5);
    }

    private static String number(String view) {
        return view.substring(view.lastIndexOf('/') + 1);
    }

    private MvcTestResult open(Member member, String view) {
        return mvc.get().uri(view).with(cast.signedIn(member)).exchange();
    }

    private MvcTestResult post(Member member, String path, String... parameters) {
        var request = mvc.post().uri(path).with(cast.signedIn(member)).with(csrf());
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return request.exchange();
    }

    private Document page(Member member, String url) {
        MvcTestResult result = mvc.get()
                .uri(java.net.URI.create(url))
                .with(cast.signedIn(member))
                .exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }
}
