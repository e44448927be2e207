package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tokens and sessions of one's own; the password's change is tried in {@link SessionTests}. */
@IntegrationTest
class OwnAccountTests {
    private static final String API = "/api/v1/accounts?account_code=NONE";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aTokenIsShownOnceAndWorksUntilItIsRevoked() throws Exception {
        Cookie session = cast.sessionCookie(ALICE);
        MvcTestResult issued = issue(session, "nightly load", "30");
        assertThat(issued).hasStatusOk();
        String token =
                Objects.requireNonNull(page(issued).selectFirst("#new-token")).val();
        assertThat(token).startsWith("cd_");
        assertThat(asBearer(token)).hasStatus(404);

        MvcTestResult later = mvc.get().uri("/account").cookie(session).exchange();
        assertThat(later).bodyText().contains("nightly load").doesNotContain(token);

        assertThat(mvc.post().uri(revocation(later)).cookie(session).with(csrf()))
                .hasRedirectedUrl("/account#tokens");
        assertThat(asBearer(token)).hasStatus(401);
    }

    @Test
    void nobodyRevokesAnothersToken() throws Exception {
        Cookie session = cast.sessionCookie(ALICE);
        String path = revocation(issue(session, "nightly load", "30"));
        assertThat(mvc.post().uri(path).with(cast.signedIn(BOB)).with(csrf())).hasStatus(404);
        assertThat(mvc.get().uri("/account").with(cast.signedIn(BOB)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("nightly load");
    }

    @Test
    void aTokenWithoutANameOrWithAnotherTermIsRefused() {
        Cookie session = cast.sessionCookie(ALICE);
        assertThat(issue(session, " ", "30")).hasStatus(422);
        assertThat(issue(session, "x".repeat(81), "30")).hasStatus(422);
        assertThat(issue(session, "x", "100000")).hasStatus(422);
        assertThat(issue(session, "x", "soon")).hasStatus(400);
        assertThat(jdbc.sql("select count(*) from api_token")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void endingTheOtherSessionsKeepsTheOneThatAsks() {
        Cookie here = cast.sessionCookie(ALICE);
        Cookie elsewhere = cast.sessionCookie(ALICE);
        Cookie stays = Objects.requireNonNull(mvc.post()
                .uri("/account/other-sessions/end")
                .cookie(here)
                .with(csrf())
                .exchange()
                .getResponse()
                .getCookie("SESSION"));
        assertThat(mvc.get().uri("/account").cookie(stays)).hasStatusOk();
        assertThat(mvc.get().uri("/account").cookie(elsewhere)).hasStatus(302);
    }

    private MvcTestResult issue(Cookie session, String name, String days) {
        return mvc.post()
                .uri("/account/tokens")
                .cookie(session)
                .with(csrf())
                .param("name", name)
                .param("days", days)
                .exchange();
    }

    private MvcTestResult asBearer(String token) {
        return mvc.get().uri(API).header("Authorization", "Bearer " + token).exchange();
    }

    private static String revocation(MvcTestResult account) throws UnsupportedEncodingException {
        return Objects.requireNonNull(page(account).selectFirst("form[action$=/revocation]"))
                .attr("action");
    }

    private static Document page(MvcTestResult answer) throws UnsupportedEncodingException {
        return Jsoup.parse(answer.getResponse().getContentAsString());
    }
}
