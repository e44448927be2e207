package com.circledesk.security;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.PageClient;
import com.circledesk.support.RawHttp;
import com.circledesk.support.ServerTest;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What no page of ours would ever send, over a real socket, as somebody who may: each with its answer. A refusal is a
 * clear 4xx in words; nothing is stored, and nothing of the machine is told.
 */
@ServerTest
class BadRequestsTests {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\n";
    private static final String NEW_USER =
            "version=0&_allCircles=on&role=FINANCE&circles=KA&email=nisha%40example.test";
    private static final String NEW_PASSWORD = "oldPassword=" + encoded(Cast.PASSWORD) + "&newPassword=";

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private String cookie = "";
    private String formToken = "";
    private String apiToken = "";

    /** One request and the status it must get. */
    private record Ask(int status, String method, String target, String headers, String body) {
        static Ask get(int status, String target) {
            return new Ask(status, "GET", target, "", "");
        }

        static Ask form(int status, String target, String body) {
            return new Ask(status, "POST", target, FORM, body);
        }

        @Override
        public String toString() {
            String line = "%s %s %s %s".formatted(method, target, headers.strip(), body);
            return status + " " + (line.length() > 110 ? line.substring(0, 110) + "…" : line);
        }
    }

    @BeforeEach
    void somebodyWhoMay() {
        Cookie session = cast.sessionCookie(ARUN);
        cookie = session.getName() + "=" + session.getValue();
        formToken = new PageClient(port).with(session).get("/account").formToken();
        apiToken = cast.newToken(FARAH);
    }

    static Stream<Ask> refused() {
        List<Ask> asks = new ArrayList<>();
        for (String id : List.of("abc", "1.5", "99999999999999999999", "-1")) {
            for (String page : List.of(
                    "/admin/users/", "/imports/", "/receivables/views/", "/invoices/", "/receipts/", "/accounts/")) {
                asks.add(Ask.get(404, page + id));
            }
            asks.add(Ask.get(404, "/api/v1/imports/" + id + "/faults"));
            asks.add(Ask.get(404, "/api/v1/invoices/" + id));
            asks.add(Ask.form(404, "/admin/users/" + id + "/disablement", "_csrf=${csrf}"));
            asks.add(Ask.form(404, "/account/tokens/" + id + "/revocation", "_csrf=${csrf}"));
        }
        for (String text : List.of("%00", "%ff", "%ED%A0%80", "%", "%u0041")) {
            for (String page : List.of(
                    "/search?q=",
                    "/admin/users?q=",
                    "/admin/audit?q=",
                    "/accounts?q=",
                    "/api/v1/invoices?invoice_no=")) {
                asks.add(Ask.get(400, page + text));
            }
            asks.add(Ask.get(400, "/admin/users/" + text));
            asks.add(Ask.get(400, "/invoices/" + text));
        }
        for (String query : List.of("sort=name;drop", "page=-1", "page=x", "size=1000000", "size=0")) {
            asks.add(Ask.get(400, "/api/v1/open-items?" + query));
        }
        for (String query : List.of("page=-1", "page=x", "size=1000000", "size=0", "sort=name")) {
            asks.add(Ask.get(400, "/api/v1/imports?" + query));
        }
        for (String path : List.of("/admin/users", "/search", "/api/v1/imports", "/nowhere")) {
            asks.add(Ask.get(400, path + "?q=" + "a".repeat(10_240)));
            asks.add(new Ask(400, "GET", path, "Cookie: more=" + "a".repeat(20_480) + "\n", ""));
        }
        asks.add(Ask.form(413, "/admin/users", "_csrf=${csrf}&fullName=" + "a".repeat(2_200_000)));
        asks.add(Ask.form(422, "/admin/users", "_csrf=${csrf}&" + NEW_USER + "&fullName=" + "a".repeat(1_900_000)));
        asks.add(Ask.form(422, "/account/tokens", "_csrf=${csrf}&days=30&name=" + "a".repeat(100_000)));
        asks.add(parts(413, "/imports", 60));
        asks.add(parts(413, "/api/v1/imports/invoices", 60));
        asks.add(new Ask(
                400,
                "POST",
                "/imports",
                "X-CSRF-TOKEN: ${csrf}\nContent-Type: multipart/form-data; boundary=x\n",
                "no part at all"));
        asks.add(new Ask(
                400, "POST", "/imports", "X-CSRF-TOKEN: ${csrf}\nContent-Type: multipart/form-data\n", "no boundary"));
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            asks.add(new Ask(405, method, "/admin/users", "X-CSRF-TOKEN: ${csrf}\n", ""));
            asks.add(new Ask(405, method, "/api/v1/invoices", "", ""));
        }
        asks.add(Ask.get(405, "/logout"));
        asks.add(Ask.form(405, "/admin/audit", "_csrf=${csrf}"));
        asks.add(Ask.form(405, "/search", "_csrf=${csrf}"));
        String json = "Content-Type: application/json\nX-CSRF-TOKEN: ${csrf}\n";
        for (String form :
                List.of("/admin/users", "/imports", "/account/tokens", "/admin/ownership", "/receivables/views")) {
            asks.add(new Ask(415, "POST", form, json, "{\"fullName\":\"Nisha Rao\"}"));
        }
        asks.add(new Ask(415, "POST", "/api/v1/imports/invoices", "Content-Type: text/plain\n", "abc"));
        for (String name :
                List.of("Nisha%0d%0aBcc:%20x@evil.example", "Nisha%0aRao", "Nisha%00Rao", "Nisha%E2%80%AERao")) {
            asks.add(Ask.form(422, "/admin/users", "_csrf=${csrf}&" + NEW_USER + "&fullName=" + name));
            asks.add(Ask.form(422, "/account/tokens", "_csrf=${csrf}&days=30&name=" + name));
        }
        asks.add(Ask.form(
                422,
                "/admin/users",
                "_csrf=${csrf}&" + NEW_USER.replace("nisha%40", "nisha%0d%0aBcc:%40") + "&fullName=Nisha"));
        asks.add(Ask.form(400, "/admin/users", "_csrf=${csrf}&" + NEW_USER.replace("version=0", "version=abc")));
        asks.add(Ask.form(400, "/admin/users", "_csrf=${csrf}&" + NEW_USER.replace("FINANCE", "GOD") + "&fullName=N"));
        asks.add(Ask.form(422, "/admin/users", "_csrf=${csrf}&" + NEW_USER.replace("=KA", "=XX") + "&fullName=N"));
        asks.add(Ask.form(422, "/account/password", "_csrf=${csrf}&" + NEW_PASSWORD + "a1b2c3d4".repeat(16) + "x"));
        asks.add(Ask.form(422, "/account/password", "_csrf=${csrf}&" + NEW_PASSWORD + "password+password+circledesk"));
        asks.add(Ask.form(422, "/account/password", "_csrf=${csrf}&" + NEW_PASSWORD + "++++++++++++++++"));
        return asks.stream();
    }

    @ParameterizedTest
    @MethodSource
    void refused(Ask ask) throws IOException {
        int before = rowsWritten();
        RawHttp answer = send(ask);
        assertThat(answer.status()).as(answer.body()).isEqualTo(ask.status());
        assertThat(rowsWritten()).as("something was stored").isEqualTo(before);
        assertThat(answer.body())
                .doesNotContain("Exception")
                .doesNotContain("org.springframework")
                .doesNotContain("com.circledesk")
                .doesNotContain("org.apache")
                .doesNotContain("HTTP Status")
                .doesNotContain("insert into");
        // An address that is too long to be read is answered before it is known who asks.
        boolean api = ask.target().startsWith("/api/") && ask.target().length() < 10_000;
        assertThat(answer.header("Content-Type")).startsWith(api ? "application/problem+json" : "text/html");
        assertThat(answer.body()).contains(api ? "\"detail\":" : "<h1");
        assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
        if (ask.status() == 405) {
            assertThat(answer.header("Allow")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/users",
                "/accounts",
                "/receivables/open-items",
                "/receivables/ageing",
                "/imports",
                "/admin/audit",
                "/admin/ownership",
                "/receivables/unapplied",
                "/receipts",
                "/search"
            })
    void aPageClampsWhatAListCannotBe(String page) throws IOException {
        for (String query : List.of(
                "sort=name;drop",
                "page=-1",
                "page=x",
                "page=2147483647",
                "size=1000000",
                "size=-5",
                "dir=up",
                "asOf=abc",
                "from=31/02/2026",
                "circle=XX",
                "manager=abc",
                "manager=99999999999999999999",
                "q=%25%5F%5C'%22")) {
            RawHttp answer = send(Ask.get(200, page + "?" + query));
            assertThat(answer.status()).as("%s?%s", page, query).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example", "%2F%2Fevil.example"
    })
    void aSignInLeadsNowhereElse(String target) throws IOException {
        cast.id(ALICE);
        for (String name : List.of("continue", "next", "redirect", "returnTo")) {
            PageClient browser = new PageClient(port).get("/login?" + name + "=" + encoded(target));
            browser.send(
                    "/login?" + name + "=" + encoded(target),
                    browser.formToken(),
                    java.util.Map.of("username", ALICE.email(), "password", Cast.PASSWORD));
            assertThat(browser.status()).isEqualTo(302);
            assertThat(browser.header("Location")).matches("(http://localhost:" + port + ")?/");
        }
    }

    @Test
    void anotherHostIsRefusedAndAForwardedOneIgnored() throws IOException {
        assertThat(RawHttp.send(port, "GET /login HTTP/1.1\nHost: evil.example\nConnection: close\n\n")
                        .status())
                .isEqualTo(400);
        RawHttp forwarded = RawHttp.send(
                port,
                "GET /account HTTP/1.1\nHost: localhost:" + port
                        + "\nX-Forwarded-Host: evil.example\nForwarded: host=evil.example\nX-Forwarded-Proto: https\n"
                        + "X-Forwarded-Prefix: /evil\nConnection: close\n\n");
        assertThat(forwarded.status()).isEqualTo(302);
        assertThat(forwarded.header("Location")).endsWith("/login").doesNotContain("evil");
        RawHttp link = send(new Ask(
                200,
                "POST",
                "/admin/users/" + cast.id(ALICE) + "/link",
                FORM + "X-Forwarded-Host: evil.example\n",
                "_csrf=${csrf}"));
        assertThat(link.body()).contains("/link/").doesNotContain("evil.example");
    }

    @Test
    void fieldsThatTheFormDoesNotHaveChangeNothing() throws IOException {
        long alice = cast.id(ALICE);
        String more = "&id=1&passwordHash=x&password_hash=x&disabledAt=2026-01-01&mustChangePassword=true"
                + "&sessionEpoch=99&lastLoginAt=2026-01-01&createdBy=1&status=x&approvedBy=1&circleId=1";
        String before = person(alice);
        RawHttp answer = send(Ask.form(
                302,
                "/admin/users/" + alice,
                "_csrf=${csrf}&version=0&_allCircles=on&role=ACCOUNT_MANAGER&circles=KA&fullName=Alice+Other&email="
                        + encoded(ALICE.email()) + more));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(person(alice)).isEqualTo(before.replace(ALICE.fullName(), "Alice Other"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8a1b2c3d4e5f6g7h8",
                "खगघङचछजझखगघङचछजझखगघङचछजझखगघङचछजझखगघङचछजझखगघङचछजझखगघङचछजझखगघङचछजझ",
                "  a river   of spaces  "
            })
    void aPasswordOfAnyCharactersIsTakenAsItIs(String password) throws IOException {
        RawHttp changed = send(Ask.form(302, "/account/password", "_csrf=${csrf}&" + NEW_PASSWORD + encoded(password)));
        assertThat(changed.status()).isEqualTo(302);
        PageClient browser = new PageClient(port).get("/login");
        browser.send(
                "/login",
                browser.formToken(),
                java.util.Map.of("username", ARUN.email(), "password", password.strip() + "."));
        assertThat(browser.status()).isEqualTo(422);
        browser.sendForm("form[action=/login]", java.util.Map.of("username", ARUN.email(), "password", password));
        assertThat(browser.status()).isEqualTo(302);
    }

    private static Ask parts(int status, String target, int number) {
        StringBuilder body = new StringBuilder();
        IntStream.range(0, number)
                .forEach(i -> body.append("--x\nContent-Disposition: form-data; name=\"p%d\"\n\n1\n".formatted(i)));
        return new Ask(
                status,
                "POST",
                target,
                "Content-Type: multipart/form-data; boundary=x\nX-CSRF-TOKEN: ${csrf}\n",
                body.append("--x--\n").toString());
    }

    /** As an administrator in a browser, or to the API as Finance. */
    private RawHttp send(Ask ask) throws IOException {
        boolean api = ask.target().startsWith("/api/");
        String body = ask.body().replace("${csrf}", formToken);
        int length = body.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1).length;
        return RawHttp.send(
                port,
                "%s %s HTTP/1.1\nHost: localhost:%d\nConnection: close\n%s\n%s%s\n%s"
                        .formatted(
                                ask.method(),
                                ask.target(),
                                port,
                                api ? "Authorization: Bearer " + apiToken : "Cookie: " + cookie,
                                ask.headers().replace("${csrf}", formToken),
                                ask.method().equals("GET") ? "" : "Content-Length: " + length + "\n",
                                body));
    }

    private int rowsWritten() {
        return jdbc.sql("select count(*) from audit_log where action <> 'EVENT'")
                .query(Integer.class)
                .single();
    }

    private String person(long id) {
        return jdbc.sql("select (to_jsonb(u) - 'version')::text from app_user u where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
