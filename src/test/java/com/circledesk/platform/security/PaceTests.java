package com.circledesk.platform.security;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Searches and exports of one person are as many a minute as a person can ask for. */
@IntegrationTest
class PaceTests {
    private static final int PER_MINUTE = 120;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Test
    void whoAsksFasterThanAPersonIsToldToWait() {
        RequestPostProcessor alice = cast.signedIn(ALICE);
        for (int i = 0; i < PER_MINUTE - 1; i++) {
            assertThat(mvc.get().uri("/search?q=ka-" + i).with(alice)).hasStatusOk();
        }
        assertThat(mvc.get().uri("/accounts/export").with(alice)).hasStatusOk();

        assertThat(mvc.get().uri("/search?q=ka").with(alice))
                .hasStatus(429)
                .hasHeader("Retry-After", "60")
                .bodyText()
                .contains("Wait a moment and try again.");
        assertThat(mvc.get().uri("/receivables/ageing/export").with(alice)).hasStatus(429);
        assertThat(mvc.get().uri("/accounts").with(alice)).hasStatusOk();
        assertThat(mvc.get().uri("/search?q=ka").with(cast.signedIn(BOB))).hasStatusOk();
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(mvc.get().uri("/search?q=ka").with(alice)).hasStatusOk();
    }
}
