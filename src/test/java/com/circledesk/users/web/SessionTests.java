package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class SessionTests {
    private static final String PAGE = "/account/password";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void endsAfterThirtyMinutesWithoutARequest() {
        Cookie session = cast.sessionCookie(ALICE);
        pass(Duration.ofMinutes(30));
        assertOpen(session);
        pass(Duration.ofMinutes(31));
        assertOver(session);
        clock.reset();
        assertOver(session);
    }

    @Test
    void endsAfterEightHoursWhateverHappens() {
        Cookie session = cast.sessionCookie(ALICE);
        for (int i = 0; i < 16; i++) {
            pass(Duration.ofMinutes(30));
            assertOpen(session);
        }
        pass(Duration.ofMinutes(1));
        assertOver(session);
    }

    @Test
    void readingAPageWritesItsUseDownOnceAMinute() {
        Cookie session = cast.sessionCookie(ALICE);
        String written = versionOfSessions();
        assertOpen(session);
        assertThat(versionOfSessions()).isEqualTo(written);
        jdbc.sql("update spring_session set last_access_time = last_access_time - 60000")
                .update();
        written = versionOfSessions();
        assertOpen(session);
        assertThat(versionOfSessions()).isNotEqualTo(written);
    }

    /** Changes with each write. */
    private String versionOfSessions() {
        return jdbc.sql("select string_agg(xmin::text, ',') from spring_session")
                .query(String.class)
                .single();
    }

    @Test
    void aFourthEndsTheOldest() {
        Cookie first = cast.sessionCookie(ALICE);
        pass(Duration.ofMinutes(1));
        Cookie second = cast.sessionCookie(ALICE);
        pass(Duration.ofMinutes(1));
        Cookie third = cast.sessionCookie(ALICE);
        assertOpen(first);
        pass(Duration.ofMinutes(1));
        Cookie fourth = cast.sessionCookie(ALICE);
        assertOver(first);
        assertOpen(second);
        assertOpen(third);
        assertOpen(fourth);
    }

    @Test
    void itsCookieIsForThisHostAndNotForScripts() {
        String plain = cookieHeader(false);
        assertThat(plain).startsWith("SESSION=").contains("HttpOnly", "SameSite=Lax", "Path=/");
        String secure = cookieHeader(true);
        assertThat(secure)
                .startsWith("__Host-SESSION=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain")
                .hasSizeLessThan(200);
    }

    private String cookieHeader(boolean https) {
        return String.valueOf(
                mvc.get().uri("/account").secure(https).exchange().getResponse().getHeader("Set-Cookie"));
    }

    @Test
    void aForgedIdLeadsToTheSignInPage() {
        assertOver(new Cookie("SESSION", "Zm9yZ2VkLXNlc3Npb24taWQ="));
    }

    @Test
    void aDisabledPersonIsOutWithTheNextRequest() {
        Cookie session = cast.sessionCookie(ALICE);
        cast.change("update app_user set disabled_at = app_now() where id = " + cast.id(ALICE));
        assertOver(session);
    }

    @Test
    void changingThePasswordKeepsThisSessionAndEndsTheOthers() {
        Cookie here = cast.sessionCookie(ALICE);
        Cookie elsewhere = cast.sessionCookie(ALICE);
        Cookie moved = cookieOf(changePassword(here, Cast.PASSWORD));
        assertOpen(moved);
        assertOver(here);
        assertOver(elsewhere);
    }

    @Test
    void changingThePasswordTakesTheOldOne() {
        assertThat(changePassword(cast.sessionCookie(ALICE), "wrong"))
                .hasStatus(422)
                .bodyText()
                .contains("present password is not right");
    }

    @Test
    void aLentPasswordOpensNoPageButItsOwnChange() {
        Cookie session = cast.sessionCookie(ARUN);
        lendPassword();
        for (String page : List.of("/", "/account", "/receivables/ageing", "/admin/users", "/help")) {
            assertThat(mvc.get().uri(page).cookie(session)).hasStatus(302).hasRedirectedUrl(PAGE);
        }
        assertThat(mvc.post()
                        .uri("/account/tokens")
                        .cookie(session)
                        .with(csrf())
                        .param("name", "x"))
                .hasStatus(302)
                .hasRedirectedUrl(PAGE);
        assertOpen(session);
        Cookie moved = cookieOf(changePassword(session, Cast.PASSWORD));
        assertThat(mvc.get().uri("/account").cookie(moved)).hasStatusOk();
    }

    @Test
    void aLentPasswordLetsOneOutAndTheTokenWorkAtOnce() {
        Cookie session = cast.sessionCookie(ARUN);
        lendPassword();
        assertThat(mvc.get().uri("/api/v1/imports").with(cast.token(ARUN))).hasStatusOk();
        assertThat(mvc.post().uri("/logout").cookie(session).with(csrf())).hasRedirectedUrl("/login?signedOut");
    }

    /** As the first administrator's, which comes from the environment. */
    private void lendPassword() {
        cast.change("update app_user set must_change_password = true where id = " + cast.id(ARUN));
    }

    private MvcTestResult changePassword(Cookie session, String oldPassword) {
        return mvc.post()
                .uri(PAGE)
                .cookie(session)
                .with(csrf())
                .param("oldPassword", oldPassword)
                .param("newPassword", "eleven green parrots in a row")
                .exchange();
    }

    private static Cookie cookieOf(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getCookie("SESSION"));
    }

    private void pass(Duration time) {
        clock.moveTo(clock.instant().plus(time));
    }

    private void assertOpen(Cookie session) {
        assertThat(mvc.get().uri(PAGE).cookie(session)).hasStatusOk();
    }

    private void assertOver(Cookie session) {
        assertThat(mvc.get().uri(PAGE).cookie(session)).hasStatus(302).hasRedirectedUrl("/login");
    }
}
