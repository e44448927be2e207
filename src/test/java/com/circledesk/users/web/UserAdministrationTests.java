package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.TestClock;
import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@IntegrationTest
class UserAdministrationTests {
    private static final String NEW_PASSWORD = "eleven green parrots in a row";

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private Cookie admin = new Cookie("SESSION", "none");

    @BeforeEach
    void anAdministratorIsSignedIn() {
        admin = cast.sessionCookie(ARUN);
    }

    @Test
    void aPersonIsInvitedByALinkThatIsGoodOnceAndForAWeek() throws Exception {
        String page = create("nisha@example.test", "FINANCE", "KA");
        String link = link(page);
        clock.moveTo(clock.instant().plus(Duration.ofDays(6)));
        assertThat(mvc.get().uri(link)).hasStatusOk();
        assertThat(setPassword(link)).hasRedirectedUrl("/login?passwordSet");
        assertThat(setPassword(link)).hasStatus(404);
        assertThat(signIn("nisha@example.test", NEW_PASSWORD)).hasStatus(302).hasRedirectedUrl("/");
    }

    @Test
    void anInvitationExpires() throws Exception {
        String link = link(create("nisha@example.test", "FINANCE", "KA"));
        clock.moveTo(clock.instant().plus(Duration.ofDays(7)));
        assertThat(mvc.get().uri(link)).hasStatus(404);
        assertThat(setPassword(link)).hasStatus(404);
    }

    @Test
    void anotherRoleEndsTheSessionsAndGivesOtherRights() {
        Cookie before = cast.sessionCookie(FARAH);
        assertThat(mvc.get().uri("/imports").cookie(before)).hasStatusOk();
        assertThat(edit(FARAH, "SALES_HEAD", null, 0)).hasStatus(302);
        assertThat(mvc.get().uri("/imports").cookie(before)).hasStatus(302).hasRedirectedUrl("/login");
        assertThat(mvc.get().uri("/imports").with(cast.signedIn(FARAH))).hasStatus(403);
    }

    @Test
    void otherCirclesEndTheSessionsAndTheTokenSeesThemAtOnce() {
        Cookie before = cast.sessionCookie(ALICE);
        var token = cast.token(ALICE);
        assertThat(edit(ALICE, "ACCOUNT_MANAGER", "MH", 0)).hasStatus(302);
        assertThat(mvc.get().uri("/account").cookie(before)).hasStatus(302);
        assertThat(cast.user(ALICE).scope().circles()).containsExactly("MH");
        assertThat(mvc.get().uri("/api/v1/ageing").with(token)).hasStatusOk();
    }

    @Test
    void aDisabledPersonIsOutByEveryDoorUntilEnabledAgain() {
        Cookie session = cast.sessionCookie(ALICE);
        var token = cast.token(ALICE);
        assertThat(act(ALICE, "disablement")).hasStatus(302);
        assertThat(mvc.get().uri("/account").cookie(session)).hasStatus(302);
        assertThat(mvc.get().uri("/api/v1/ageing").with(token)).hasStatus(401);
        assertThat(signIn(ALICE.email(), Cast.PASSWORD)).hasStatus(422);
        assertThat(act(ALICE, "link")).hasStatus(302);

        assertThat(act(ALICE, "enablement")).hasStatus(302);
        assertThat(signIn(ALICE.email(), Cast.PASSWORD)).hasStatus(302);
        assertThat(mvc.get().uri("/account").cookie(session)).hasStatus(302);
    }

    @Test
    void theLastAdministratorCannotLockThemselvesOut() {
        assertThat(problem(act(ARUN, "disablement"))).contains("Nobody changes the own role");
        assertThat(edit(ARUN, "FINANCE", null, 0)).hasStatus(422).bodyText().contains("Nobody changes the own role");
        assertThat(edit(ARUN, "ADMINISTRATOR", "KA", 0)).hasStatus(422);
        assertThat(mvc.get().uri("/admin/users").cookie(admin)).hasStatusOk();
    }

    @Test
    void endingTheSessionsOfAPersonSignsThemOut() {
        Cookie session = cast.sessionCookie(ALICE);
        assertThat(act(ALICE, "sessions/end")).hasStatus(302);
        assertThat(mvc.get().uri("/account").cookie(session)).hasStatus(302);
    }

    @Test
    void whoEditsWhatWasChangedMeanwhileIsShownHowItStands() {
        assertThat(edit(ALICE, "SALES_HEAD", "KA", 0)).hasStatus(302);
        assertThat(edit(ALICE, "FINANCE", "KA", 0)).hasStatus(409).bodyText().contains("It now stands as follows");
        assertThat(cast.user(ALICE).role().name()).isEqualTo("SALES_HEAD");
    }

    @Test
    void afterFiveMinutesRightsAreGrantedOnlyWithTheAdministratorsPassword() {
        long alice = cast.id(ALICE);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(6)));
        assertThat(edit(ALICE, "ADMINISTRATOR", null, 0)).hasStatus(422);
        assertThat(problem(act(ALICE, "link"))).contains("password");
        assertThat(jdbc.sql("select role from app_user where id = :id")
                        .param("id", alice)
                        .query(String.class)
                        .single())
                .isEqualTo("ACCOUNT_MANAGER");
        assertThat(jdbc.sql("select count(*) from one_time_link")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(mvc.post()
                        .uri("/admin/users/" + alice + "/link")
                        .cookie(admin)
                        .with(csrf())
                        .param("password", Cast.PASSWORD))
                .hasStatusOk()
                .bodyText()
                .contains("/link/");
    }

    private String create(String email, String role, String circle) {
        return Objects.requireNonNull(mvc.post()
                .uri("/admin/users")
                .cookie(admin)
                .with(csrf())
                .param("email", email)
                .param("fullName", "Nisha Rao")
                .param("role", role)
                .param("circles", circle)
                .param("_allCircles", "on")
                .param("version", "0")
                .exchange()
                .getResponse()
                .getRedirectedUrl());
    }

    /** The path of the link that is shown once, on the page that answers. */
    private String link(String page) throws UnsupportedEncodingException {
        MvcTestResult answer =
                mvc.post().uri(page + "/link").cookie(admin).with(csrf()).exchange();
        String link = Objects.requireNonNull(
                        Jsoup.parse(answer.getResponse().getContentAsString()).selectFirst("#link"))
                .val();
        return URI.create(link).getPath();
    }

    private MvcTestResult edit(Cast.Member person, String role, @Nullable String circle, int version) {
        var request = mvc.post()
                .uri("/admin/users/" + cast.id(person))
                .cookie(admin)
                .with(csrf())
                .param("email", person.email())
                .param("fullName", person.fullName())
                .param("role", role)
                .param("_allCircles", "on")
                .param("version", String.valueOf(version));
        return (circle == null ? request.param("allCircles", "true") : request.param("circles", circle)).exchange();
    }

    private MvcTestResult act(Cast.Member person, String what) {
        return mvc.post()
                .uri("/admin/users/" + cast.id(person) + "/" + what)
                .cookie(admin)
                .with(csrf())
                .exchange();
    }

    private MvcTestResult setPassword(String link) {
        return mvc.post().uri(link).with(csrf()).param("password", NEW_PASSWORD).exchange();
    }

    private MvcTestResult signIn(String email, String password) {
        return mvc.post()
                .uri("/login")
                .with(csrf())
                .param("username", email)
                .param("password", password)
                .exchange();
    }

    private static String problem(MvcTestResult answer) {
        assertThat(answer).hasStatus(302);
        return String.valueOf(answer.getMvcResult().getFlashMap().get("flashProblem"));
    }
}
