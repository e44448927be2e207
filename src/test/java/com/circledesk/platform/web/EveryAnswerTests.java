package com.circledesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.RawHttp;
import com.circledesk.support.ServerTest;
import java.io.IOException;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is asked, the answer carries the headers of the house and tells nothing of the machine. */
@ServerTest
class EveryAnswerTests {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "200, /login",
                "302, /",
                "302, /no/such/page",
                "404, /error",
                "404, /css/no-such.css",
                "404, /webjars/no/such.js",
                "200, /webjars/htmx.org/dist/htmx.min.js",
                "401, /api/v1/no/such/call",
                "200, /actuator/health",
                "200, /actuator/health/readiness",
                "200, /actuator/health/liveness",
                "400, /%00",
                "400, /%ff",
                "400, /%ED%A0%80",
                "400, /login?q=%00",
                "400, /login?q=%ff",
                "400, /login?q=%ED%A0%80",
                "400, /login?q=%",
                "400, /login?q=%zz",
                "400, /api/v1/invoices?invoice_no=%00",
                "400, /%252e%252e%2f..",
                "400, /a;b=c",
                "400, /[",
                "400, /login?q=\"",
            })
    void carriesTheHeadersOfTheHouse(int status, String target) throws IOException {
        RawHttp answer = RawHttp.get(port, target);

        assertThat(answer.status()).isEqualTo(status);
        assertHeaders(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "405, TRACE",
        "405, OPTIONS",
        "501, CONNECT",
        "405, PROPFIND",
        "405, FOO",
    })
    void refusesOddMethods(int status, String method) throws IOException {
        RawHttp answer = RawHttp.send(port, method + " /login HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        assertThat(answer.status()).isEqualTo(status);
        assertHeaders(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "200, localhost",
        "200, LOCALHOST:8080",
        "200, 127.0.0.1",
        "200, [::1]:80",
        "400, desk.evil.example",
        "400, localhost.evil.example",
        "400, evil.example:8080",
        "400, local_host",
        "400, a b",
    })
    void answersToItsOwnNamesOnly(int status, String host) throws IOException {
        RawHttp answer = RawHttp.send(port, "GET /login HTTP/1.1\nHost: " + host + "\nConnection: close\n\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("evil");
        assertHeaders(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "200, GET, /login, cross-site, navigate",
        "200, GET, /login, same-origin, cors",
        "200, GET, /login, none, navigate",
        "403, GET, /login, cross-site, no-cors",
        "403, POST, /login, cross-site, navigate",
        "403, GET, /api/v1/kpis, cross-site, navigate",
    })
    void letsOtherSitesLinkToPagesOnly(int status, String method, String path, String site, String mode)
            throws IOException {
        RawHttp answer = RawHttp.send(
                port,
                "%s %s HTTP/1.1\nHost: localhost\nSec-Fetch-Site: %s\nSec-Fetch-Mode: %s\nConnection: close\n\n"
                        .formatted(method, path, site, mode));

        assertThat(answer.status()).isEqualTo(status);
        assertHeaders(answer);
    }

    @Test
    void doesNotBelieveAForwardedHost() throws IOException {
        RawHttp answer = RawHttp.send(
                port,
                "GET / HTTP/1.1\nHost: localhost\nX-Forwarded-Host: evil.example\nX-Forwarded-Proto: https\nConnection: close\n\n");

        assertThat(answer.header("Location")).doesNotContain("evil").doesNotContain("https");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /login HTTP/1.1~Connection: close~~",
        "GET /login HTTP/1.1~Host: localhost~Host: localhost~Connection: close~~",
        "POST /login HTTP/1.1~Host: localhost~Content-Length: 4~Content-Length: 5~~abcd",
        "POST /login HTTP/1.1~Host: localhost~Content-Type: application/x-www-form-urlencoded~Transfer-Encoding: chunked~Connection: close~~zz~",
        "GET /login HTTP/1.1~Host: localhost~Bad Header: x~Connection: close~~",
        "NONSENSE~~",
    })
    void refusesBrokenRequests(String request) throws IOException {
        RawHttp answer = RawHttp.send(port, request.replace('~', '\n'));

        assertThat(answer.status()).isEqualTo(400);
        assertHeaders(answer);
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        RawHttp answer = RawHttp.send(
                port,
                "GET /login HTTP/1.1\nHost: localhost\nCookie: a=" + "x".repeat(20_000) + "\nConnection: close\n\n");

        assertThat(answer.status()).isEqualTo(400);
        assertHeaders(answer);
    }

    @Test
    void namesTheLimitOfAnUploadWithoutReadingIt() throws IOException {
        RawHttp answer = RawHttp.send(
                port,
                "POST /api/v1/imports/invoices HTTP/1.1\nHost: localhost\nContent-Type: multipart/form-data; boundary=x\nContent-Length: 999999999999\nConnection: close\n\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("200 MB").contains("\"code\":\"too-large\"");
        assertHeaders(answer);
    }

    @Test
    void refusesAFormThatIsTooLarge() throws IOException {
        RawHttp answer = RawHttp.send(
                port,
                "POST /login HTTP/1.1\nHost: localhost\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 3000000\nConnection: close\n\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("2 MB");
        assertHeaders(answer);
    }

    @Test
    void onlyStaticFilesMayBeKept() throws IOException {
        assertThat(RawHttp.get(port, "/login").header("Cache-Control")).isEqualTo("no-store");
        assertThat(RawHttp.get(port, "/webjars/htmx.org/dist/htmx.min.js").header("Cache-Control"))
                .isEqualTo("max-age=31536000, public, immutable");
        assertThat(RawHttp.get(port, "/webjars/no/such.js").header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(RawHttp.get(port, "/webjars/tabler__core/dist/css/tabler.min.css")
                        .header("Content-Type"))
                .isEqualTo("text/css;charset=UTF-8");
    }

    @Test
    void everyFileOfAPageIsThereUnderItsVersionedAddress() throws IOException {
        List<String> files = Jsoup.parse(RawHttp.get(port, "/login").body())
                .select("link[rel=stylesheet][href], link[rel=icon][href], script[src]")
                .stream()
                .map(file -> file.hasAttr("src") ? file.attr("src") : file.attr("href"))
                .toList();

        assertThat(files).isNotEmpty();
        for (String file : files) {
            RawHttp answer = RawHttp.get(port, file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.header("Cache-Control"))
                    .as(file)
                    .contains("max-age")
                    .contains("public");
            assertThat(file).matches("/favicon\\.svg|/css/.+-[0-9a-f]{32}\\.css|/js/[0-9a-f]{12}/.+|/webjars/.+/\\d.+");
        }
    }

    @Test
    void showsOnlyTheHealthOfTheMachineRoom() throws IOException {
        RawHttp health = RawHttp.get(port, "/actuator/health");

        assertThat(health.body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components")
                .doesNotContain("details");
        for (String hidden : new String[] {"", "/env", "/metrics", "/prometheus", "/beans", "/heapdump"}) {
            assertThat(RawHttp.get(port, "/actuator" + hidden).status()).isIn(302, 403, 404);
        }
    }

    private static void assertHeaders(RawHttp answer) {
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(AnswerHeaders.CONTENT_SECURITY_POLICY);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{12}");
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.body())
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContain("Exception")
                .doesNotContain("org.springframework");
    }
}
