package com.circledesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class LinksTests {
    private static final String OPEN_ITEMS = "/receivables/open-items";

    private final Links links = new Links();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", OPEN_ITEMS);

    @BeforeEach
    void thePage() {
        request.setQueryString("circle=KA&asOf=2026-10-31&bucket=61-90&bucket=%3E+365&sort=due&dir=desc&page=3&empty=");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    @AfterEach
    void gone() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aChangedParameterLeavesTheOthersAndStartsAtTheFirstPage() {
        assertThat(links.with("circle", "KL"))
                .isEqualTo(OPEN_ITEMS + "?circle=KL&asOf=2026-10-31&bucket=61-90&bucket=%3E+365&sort=due&dir=desc");
        assertThat(links.with("circle", null)).doesNotContain("circle").contains("asOf=2026-10-31");
        assertThat(links.with("circle", "")).doesNotContain("circle");
    }

    @Test
    void oneValueOfARepeatedParameterCanBeTakenAway() {
        assertThat(links.withoutValue("bucket", "> 365"))
                .contains("bucket=61-90")
                .doesNotContain("%3E");
        assertThat(links.withoutValue("bucket", "61-90"))
                .contains("bucket=%3E+365")
                .doesNotContain("61-90");
        assertThat(links.without("bucket", "circle")).isEqualTo(OPEN_ITEMS + "?asOf=2026-10-31&sort=due&dir=desc");
    }

    @Test
    void aFigureLeadsToItsRowsWithTheSameFilters() {
        assertThat(links.at("/receivables/ageing", "operator", "Bharti & Sons"))
                .isEqualTo("/receivables/ageing?circle=KA&asOf=2026-10-31&bucket=61-90&bucket=%3E+365"
                        + "&operator=Bharti+%26+Sons");
    }

    @Test
    void onlyCircleAndDayGoAlongToAnotherSection() {
        assertThat(links.to("/accounts")).isEqualTo("/accounts?circle=KA&asOf=2026-10-31");
    }

    @Test
    void aSecondClickOnAColumnTurnsItsOrder() {
        assertThat(links.sort("amount")).contains("sort=amount").doesNotContain("dir=");
        assertThat(links.sort("due")).contains("sort=due").doesNotContain("dir=");
        assertThat(links.sorted("due", false)).isEqualTo("descending");
        assertThat(links.sorted("due", true)).isEqualTo("ascending");
        assertThat(links.sorted("amount", true)).isEqualTo("none");
        request.setQueryString("sort=due");
        assertThat(links.sort("due")).isEqualTo(OPEN_ITEMS + "?sort=due&dir=desc");
        assertThat(links.sorted("due", false)).isEqualTo("ascending");
        assertThat(links.sorted("due", true)).isEqualTo("descending");
    }

    @Test
    void pagesKeepEverythingElse() {
        assertThat(links.page(0)).doesNotContain("page=").contains("sort=due");
        assertThat(links.page(4)).contains("page=4").contains("dir=desc");
    }

    @Test
    void aFormKeepsWhatItDoesNotAskFor() {
        assertThat(links.others("bucket", "sort", "dir"))
                .containsExactly(Map.entry("circle", "KA"), Map.entry("asOf", "2026-10-31"));
    }

    @Test
    void whatCannotBeDecodedIsLeftOut() {
        request.setQueryString("circle=%E0%A4%A&circle=KA&%zz=1&novalue&=x");
        assertThat(links.values("circle")).contains("KA");
        assertThat(links.to("/")).startsWith("/?").contains("circle=KA");
    }

    @Test
    void noLinkEverLeavesTheSite() {
        request.setRequestURI("//elsewhere.example/x");
        assertThat(links.with("circle", "KA")).startsWith("/elsewhere");
    }
}
