package com.circledesk.receivables.periods.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class PeriodLockPageTests {
    private static final String PAGE = "/receivables/period-locks";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Test
    void onePersonLocksAndAnotherOpensWithAReason() {
        assertThat(post(PAGE, FARAH, "month", "2026-06")).hasStatus(302).hasRedirectedUrl(PAGE + "?year=2026");
        assertThat(post(PAGE, FARAH, "month", "2026-06"))
                .hasStatus(409)
                .bodyText()
                .contains("is locked already");
        assertThat(post(PAGE + "/2026-06/opening", FARAH, "reason", "x"))
                .hasStatus(409)
                .bodyText()
                .contains("another person has to open it");
        assertThat(post(PAGE + "/2026-06/opening", FELIX, "reason", " "))
                .hasStatus(409)
                .bodyText()
                .contains("Say why");
        assertThat(post(PAGE + "/2026-06/opening", FELIX, "reason", "late receipt"))
                .hasStatus(302);
        assertThat(mvc.get().uri(PAGE).with(cast.signedIn(ALICE)))
                .hasStatusOk()
                .bodyText()
                .contains("late receipt", FARAH.fullName(), FELIX.fullName())
                .doesNotContain("??");
    }

    @Test
    void showsEarlierYearsAndNoLaterOnes() {
        for (String year : new String[] {"2025", "9999", "abc", "0000"}) {
            assertThat(mvc.get().uri(PAGE + "?year=" + year).with(cast.signedIn(FARAH)))
                    .hasStatusOk();
        }
    }

    @Test
    void needsTheRightAndAMonth() {
        assertThat(post(PAGE, ALICE, "month", "2026-06")).hasStatus(403);
        assertThat(post(PAGE + "/2026-06/opening", ALICE, "reason", "x")).hasStatus(403);
        assertThat(post(PAGE, FARAH, "month", "June")).hasStatus(404);
        assertThat(mvc.post().uri(PAGE).param("month", "2026-06").with(cast.signedIn(FARAH)))
                .hasStatus(403);
    }

    private MvcTestResult post(String path, Cast.Member member, String name, String value) {
        return mvc.post()
                .uri(path)
                .param(name, value)
                .with(cast.signedIn(member))
                .with(csrf())
                .exchange();
    }
}
