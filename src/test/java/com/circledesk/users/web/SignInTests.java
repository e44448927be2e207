package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class SignInTests {
    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Test
    void aStrangerIsSentToTheSignInPage() {
        assertThat(mvc.get().uri("/account")).hasStatus(302).hasRedirectedUrl("/login");
    }

    @Test
    void theRightPasswordLeadsToThePageThatWasWanted() {
        cast.id(ALICE);
        MvcTestResult stranger = mvc.get().uri("/account/password").exchange();
        Cookie before = cookieOf(stranger);

        MvcTestResult signedIn = signIn(ALICE.email(), Cast.PASSWORD, before);

        assertThat(signedIn).hasStatus(302).hasRedirectedUrl("/account/password");
        Cookie after = cookieOf(signedIn);
        assertThat(after.getValue()).isNotEqualTo(before.getValue());
        assertThat(mvc.get().uri("/account/password").cookie(after)).hasStatusOk();
        assertThat(mvc.get().uri("/account/password").cookie(before)).hasStatus(302);
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountGetTheSameAnswer() throws Exception {
        cast.id(ALICE);
        MvcTestResult wrong = signIn(ALICE.email(), "not the password", null);
        MvcTestResult unknown = signIn("nobody@example.test", "not the password", null);
        assertThat(wrong).hasStatus(422).bodyText().contains("not right");
        assertThat(unknown).hasStatus(422);
        assertThat(comparable(unknown).replace("nobody@example.test", ALICE.email()))
                .isEqualTo(comparable(wrong));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        cast.id(ALICE);
        assertThat(mvc.post().uri("/login").param("username", ALICE.email()).param("password", Cast.PASSWORD))
                .hasStatus(403);
        assertThat(mvc.post().uri("/logout").with(cast.signedIn(ALICE))).hasStatus(403);
    }

    @Test
    void signingOutEndsTheSession() {
        Cookie session = cast.sessionCookie(ALICE);
        assertThat(mvc.get().uri("/account/password").cookie(session)).hasStatusOk();
        assertThat(mvc.post().uri("/logout").cookie(session).with(csrf()))
                .hasStatus(302)
                .containsHeader("Clear-Site-Data");
        assertThat(mvc.get().uri("/account/password").cookie(session)).hasStatus(302);
    }

    @Test
    void theApiAsksForATokenAndKnowsNoSession() {
        assertThat(mvc.get().uri("/api/v1/nothing"))
                .hasStatus(401)
                .hasContentType("application/problem+json;charset=UTF-8")
                .containsHeader("WWW-Authenticate");
        assertThat(mvc.get().uri("/api/v1/nothing").with(cast.signedIn(ARUN))).hasStatus(401);
        assertThat(mvc.get().uri("/api/v1/nothing").header("Authorization", "Bearer nonsense"))
                .hasStatus(401);
        assertThat(mvc.get().uri("/api/v1/nothing").with(cast.token(ARUN))).hasStatus(404);
    }

    private MvcTestResult signIn(String email, String password, @Nullable Cookie session) {
        var request =
                mvc.post().uri("/login").with(csrf()).param("username", email).param("password", password);
        return session == null ? request.exchange() : request.cookie(session).exchange();
    }

    private static Cookie cookieOf(MvcTestResult result) {
        return Objects.requireNonNull(result.getResponse().getCookie("SESSION"));
    }

    private static String comparable(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
