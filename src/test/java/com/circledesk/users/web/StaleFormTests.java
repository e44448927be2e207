package com.circledesk.users.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.PageClient;
import com.circledesk.support.ServerTest;
import com.circledesk.support.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A form that comes too late does nothing and loses nothing. */
@ServerTest
class StaleFormTests {
    private static final String SENTENCE = "The page was open too long, nothing was saved. Your entries are below.";
    private static final String FORM = "/admin/users";
    private static final Map<String, String> ENTRIES = Map.of(
            "fullName",
            "Nisha <b>Rao</b>",
            "email",
            "nisha@example.test",
            "role",
            "FINANCE",
            "allCircles",
            "true",
            "version",
            "0",
            "password",
            Cast.PASSWORD);

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private PageClient browser = new PageClient(0);

    @BeforeEach
    void aBrowser() {
        browser = new PageClient(port);
    }

    @Test
    void withoutAWithAWrongAndWithAnotherSessionsTokenNothingIsSavedAndTheEntriesComeBack() {
        PageClient other = new PageClient(port).with(cast.sessionCookie(BOB));
        other.get("/account");
        String othersToken = other.formToken();
        browser.with(cast.sessionCookie(ARUN));
        for (String token : new String[] {"", "nonsense", othersToken}) {
            browser.send(FORM, token, ENTRIES);
            assertThat(browser.status()).isEqualTo(403);
            assertEntriesShown();
        }
        assertThat(created()).isZero();

        browser.sendForm("form[action=/admin/users]", Map.of("password", Cast.PASSWORD));

        assertThat(browser.status()).isEqualTo(302);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void anEndedSessionKeepsTheEntriesThroughAWrongAndARightSignIn() {
        browser.with(cast.sessionCookie(ARUN));
        browser.get("/admin/users/new");
        String token = browser.formToken();
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(31)));

        browser.send(FORM, token, ENTRIES);
        assertThat(browser.status()).isEqualTo(403);
        assertEntriesShown();
        assertThat(browser.page().select("form[action=/admin/users]")).isEmpty();

        signIn("not the password");
        assertThat(browser.status()).isEqualTo(422);
        assertThat(browser.page().text()).contains("nisha@example.test");

        signIn(Cast.PASSWORD);
        assertThat(browser.status()).isEqualTo(200);
        assertEntriesShown();
        browser.sendForm("form[action=/admin/users]", Map.of("password", Cast.PASSWORD));
        assertThat(browser.status()).isEqualTo(302);
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void aSessionThatIsGoneKeepsThemToo() {
        browser.send(FORM, "a token of long ago", ENTRIES);
        assertThat(browser.status()).isEqualTo(403);
        assertEntriesShown();
        signIn(Cast.PASSWORD);
        browser.sendForm("form[action=/admin/users]", Map.of("password", Cast.PASSWORD));
        assertThat(created()).isEqualTo(1);
    }

    @Test
    void theSignInPageItselfAsksForThePasswordAgain() {
        cast.id(ALICE);
        browser.send("/login", "", Map.of("username", ALICE.email(), "password", Cast.PASSWORD));
        assertThat(browser.status()).isEqualTo(403);
        assertThat(browser.body()).contains(SENTENCE).contains(ALICE.email()).doesNotContain(Cast.PASSWORD);
        browser.sendForm("form[action=/login]", Map.of("password", Cast.PASSWORD));
        assertThat(browser.status()).isEqualTo(302);
        browser.get("/account");
        assertThat(browser.status()).isEqualTo(200);
    }

    @Test
    void aFileIsAskedForAgain() {
        browser.with(cast.sessionCookie(ARUN));
        browser.upload("/imports", "", Map.of("kind", "invoices"), "file", "june.csv", "content of the file");
        assertThat(browser.status()).isEqualTo(403);
        Element form = Objects.requireNonNull(browser.page().selectFirst("form[action=/imports]"));
        assertThat(form.attr("enctype")).isEqualTo("multipart/form-data");
        assertThat(form.select("input[type=file][name=file]")).hasSize(1);
        assertThat(browser.body()).doesNotContain("content of the file");
    }

    @Test
    void noOtherSiteIsTheTargetOfAFormThatComesBack() {
        cast.id(ALICE);
        browser.get("/login");
        browser.send(
                "/login",
                browser.formToken(),
                Map.of(
                        "username",
                        ALICE.email(),
                        "password",
                        Cast.PASSWORD,
                        "sent",
                        "{\"action\":\"//evil.example\",\"multipart\":false,\"fields\":[]}"));
        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("Location")).matches("(http://localhost:" + port + ")?/");
    }

    private void signIn(String password) {
        cast.id(ARUN);
        browser.sendForm("form[action=/login]", Map.of("username", ARUN.email(), "password", password));
    }

    private void assertEntriesShown() {
        assertThat(browser.page().text())
                .contains(SENTENCE)
                .contains("Full name Nisha <b>Rao</b>")
                .contains("nisha@example.test");
        assertThat(browser.body()).doesNotContain(Cast.PASSWORD).doesNotContain("<b>Rao");
    }

    private int created() {
        return jdbc.sql("select count(*) from app_user where email = 'nisha@example.test'")
                .query(Integer.class)
                .single();
    }
}
