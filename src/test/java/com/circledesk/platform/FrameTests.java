package com.circledesk.platform;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class FrameTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private MessageSource messages;

    @Test
    void thePageShownIsMarkedInTheRail() {
        assertThat(page("/", ALICE).select(".rail [aria-current=page]").text()).isEqualTo("Home");
        assertThat(page("/help", ALICE).select(".rail [aria-current=page]").text())
                .isEqualTo("Help");
    }

    @Test
    void everySectionAndTabHasAName() {
        assertThat(Navigation.SECTIONS)
                .flatExtracting(section -> Stream.concat(
                                Stream.of("nav." + section.key()),
                                section.tabs().stream().map(tab -> "tab." + tab.key()))
                        .filter(name -> !name.equals("tab." + section.key()))
                        .toList())
                .allSatisfy(name -> assertThat(messages.getMessage(name, null, Locale.ENGLISH))
                        .isNotBlank());
    }

    @Test
    void nobodyIsOfferedWhatTheyMayNotOpen() {
        for (var link : page("/", ALICE).select(".rail a, .dock a")) {
            assertThat(mvc.get().uri(link.attr("href")).with(cast.signedIn(ALICE)))
                    .as(link.attr("href"))
                    .hasStatusOk();
        }
        for (var link : page("/", ARUN).select(".rail a, .dock a")) {
            assertThat(mvc.get().uri(link.attr("href")).with(cast.signedIn(ARUN)))
                    .as(link.attr("href"))
                    .hasStatusOk();
        }
    }

    @Test
    void circleAndDayGoAlongInTheRail() {
        Document page = page("/?circle=KA&asOf=2026-10-31&page=2", ARUN);
        assertThat(page.select(".rail nav a").eachAttr("href"))
                .allMatch(href -> href.endsWith("?circle=KA&asOf=2026-10-31"));
        assertThat(page.select(".scope summary").eachText()).containsExactly("Circle Karnataka", "As of 31 Oct 2026");
    }

    @Test
    void theCircleSwitchHoldsThePersonsCirclesOnly() {
        assertThat(page("/", ALICE).select(".scope .code").eachText())
                .contains("KA")
                .doesNotContain("MH");
        assertThat(page("/", ARUN).select(".menu-scroll .code")).hasSize(22);
        assertThat(page("/?circle=MH", ALICE)
                        .select(".scope .menu:first-child summary")
                        .text())
                .isEqualTo("Circle Karnataka");
    }

    @Test
    void theDaysPeopleAskForAreAtHand() {
        clock.moveTo(LocalDate.of(2027, 4, 15));
        assertThat(page("/", ALICE).select(".scope .menu:last-child .code").eachText())
                .containsExactly("15 Apr 2027", "31 Mar 2027", "28 Feb 2027", "31 Jan 2027");
    }

    @Test
    void aDayThatCannotBeReadIsToday() {
        assertThat(page("/?asOf=yesterday", ALICE)
                        .select(".scope .menu:last-child summary")
                        .text())
                .isEqualTo("As of 21 Nov 2026");
    }

    @Test
    void theThemeIsKeptInACookieAndLeadsBackToThePage() {
        assertThat(mvc.post()
                        .uri("/theme")
                        .with(cast.signedIn(ALICE))
                        .with(csrf())
                        .header("Referer", "http://localhost/help?circle=KA")
                        .param("theme", "dark"))
                .hasStatus(302)
                .hasRedirectedUrl("/help?circle=KA")
                .cookies()
                .hasValue("theme", "dark");
        Document page = Jsoup.parse(text("/", ALICE, new Cookie("theme", "dark")));
        assertThat(page.select("html").attr("data-bs-theme")).isEqualTo("dark");
    }

    @Test
    void theThemeSwitchNeverLeadsToAnotherSite() {
        for (String from :
                new String[] {"https://elsewhere.example", "//elsewhere.example/x", "https:elsewhere", "::"}) {
            var answer = mvc.post()
                    .uri("/theme")
                    .with(cast.signedIn(ALICE))
                    .with(csrf())
                    .header("Referer", from)
                    .param("theme", "dark")
                    .exchange();
            assertThat(answer).hasStatus(302);
            assertThat(answer.getResponse().getRedirectedUrl()).startsWith("/").doesNotStartWith("//");
        }
    }

    @Test
    void aThemeThatDoesNotExistIsNobodysChoice() {
        Document page = Jsoup.parse(text("/", ALICE, new Cookie("theme", "\"><script>")));
        assertThat(page.select("html").hasAttr("data-bs-theme")).isFalse();
    }

    @Test
    void theIconsComeAsOneSpriteThatBrowsersKeep() {
        String sprite = page("/", ALICE).select(".rail-foot svg use").attr("href");
        assertThat(mvc.get().uri(sprite.replaceAll("#.*", "")))
                .hasStatusOk()
                .hasContentType("image/svg+xml;charset=UTF-8")
                .bodyText()
                .contains("<symbol id=\"home\"");
    }

    private Document page(String path, Cast.Member member) {
        return Jsoup.parse(text(path, member));
    }

    private String text(String path, Cast.Member member, Cookie... cookies) {
        Cookie[] all = java.util.Arrays.copyOf(cookies, cookies.length + 1);
        all[cookies.length] = cast.sessionCookie(member);
        var result = mvc.get().uri(java.net.URI.create(path)).cookie(all).exchange();
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
