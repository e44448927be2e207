package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.OneTimeLinks;
import com.circledesk.users.SignIn;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@IntegrationTest
class OneTimeLinkTests {
    private static final String NEW = "eleven green parrots in a row";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private OneTimeLinks links;

    @Autowired
    private SignIn signIn;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private String path = "";

    @BeforeEach
    void aResetLinkForAlice() {
        path = pathOf(ActorContext.callAs(cast.actor(Cast.ARUN), null, () -> links.reset(cast.id(ALICE))));
    }

    @Test
    void setsThePasswordOnceAndEndsTheSessions() {
        Cookie session = cast.sessionCookie(ALICE);
        assertThat(mvc.get().uri(path)).hasStatusOk().bodyText().contains("Choose a new password");
        assertThat(mvc.post().uri(path).with(csrf()).param("password", NEW)).hasStatus(302);

        assertThat(signIn.attempt(ALICE.email(), NEW, "203.0.113.7").user()).isNotNull();
        assertThat(mvc.get().uri("/account/password").cookie(session)).hasStatus(302);
        assertThat(mvc.get().uri(path)).hasStatus(404);
        assertThat(mvc.post().uri(path).with(csrf()).param("password", "another long password"))
                .hasStatus(404);
    }

    @Test
    void ofFourWhoUseItAtOnceOneSetsThePassword() {
        String token = path.substring("/link/".length());
        List<Race.Finish<Boolean>> finishes = Race.of(4, cast.actor(Cast.ARUN), runner -> {
            links.setPassword(token, NEW + " " + runner);
            return true;
        });
        assertThat(finishes.stream().filter(Race.Finish::won)).hasSize(1);
    }

    @Test
    void lookingDoesNotUseItUp() {
        for (int i = 0; i < 3; i++) {
            assertThat(mvc.get().uri(path)).hasStatusOk().hasHeader("Referrer-Policy", "no-referrer");
        }
        assertThat(mvc.post().uri(path).with(csrf()).param("password", NEW)).hasStatus(302);
    }

    @Test
    void aWeakPasswordIsRefusedAndTheLinkStaysGood() {
        assertThat(mvc.post().uri(path).with(csrf()).param("password", "password1234"))
                .hasStatus(422);
        assertThat(mvc.post().uri(path).with(csrf()).param("password", NEW)).hasStatus(302);
    }

    @Test
    void wrongExpiredAndReplacedLinksAreNotFound() {
        assertThat(mvc.get().uri("/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
                .hasStatus(404);
        String later = pathOf(ActorContext.callAs(cast.actor(Cast.ARUN), null, () -> links.reset(cast.id(ALICE))));
        assertThat(mvc.get().uri(path)).hasStatus(404);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(mvc.get().uri(later)).hasStatus(404);
    }

    @Test
    void aDisabledPersonsLinkIsNotFound() {
        ActorContext.runAs(
                cast.actor(Cast.ARUN),
                () -> cast.change("update app_user set disabled_at = app_now() where id = " + cast.id(ALICE)));
        assertThat(mvc.get().uri(path)).hasStatus(404);
    }

    @Test
    void onlyTheHashIsStored() {
        String token = path.substring("/link/".length());
        assertThat(token).hasSize(43);
        assertThat(jdbc.sql("select to_jsonb(l)::text from one_time_link l")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(token));
    }

    private static String pathOf(String link) {
        return link.substring(link.indexOf("/link/"));
    }
}
