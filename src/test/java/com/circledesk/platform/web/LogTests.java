package com.circledesk.platform.web;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.LogWatch;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of the log as they stand in production: what leaves one, and what none can be made to say. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class LogTests {
    private static final String FRAME =
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |ERROR) \\[[0-9a-f]{12}] \\[%s] \\w+: ";
    private static final String EVIL =
            "a\r\n2026-11-21T05:30:00.000Z INFO  [] [] SignIn: sign-in 1 from here\u001b[2J\u202E\u2028b";

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    @BeforeEach
    void people() {
        cast.id(ALICE);
        cast.id(BOB);
    }

    @Test
    void whoComesInAndWhoDoesNotLeavesALine(CapturedOutput output) {
        signIn("wrong");
        assertLine(output, "", "sign-in-failed %d from 127.0.0.1".formatted(cast.id(ALICE)));

        signIn(Cast.PASSWORD);
        assertLine(output, "", "sign-in %d from 127.0.0.1".formatted(cast.id(ALICE)));
    }

    @Test
    void whatIsRefusedLeavesALineWithWhoAsked(CapturedOutput output) {
        long account = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        PageClient alice = new PageClient(port).with(cast.sessionCookie(ALICE));
        PageClient bob = new PageClient(port).with(cast.sessionCookie(BOB));

        assertThat(alice.get("/admin/users").status()).isEqualTo(403);
        assertLine(output, cast.id(ALICE), "access-refused %d GET /admin/users".formatted(cast.id(ALICE)));
        assertThat(bob.get("/invoices/INV-1").status()).isEqualTo(404);
        assertLine(output, cast.id(BOB), "GET /invoices/INV-1: 404 not-found");
        assertThat(alice.get("/invoices/NONE").status()).isEqualTo(404);
        assertLine(output, cast.id(ALICE), "GET /invoices/NONE: 404 not-found");
        assertThat(alice.send("/account/tokens", "stale", Map.of("name", "x")).status())
                .isEqualTo(403);
        assertLine(output, "", "form-refused %d POST /account/tokens".formatted(cast.id(ALICE)));
        assertThat(alice.get("/receivables/open-items?page=%00").status()).isEqualTo(400);
        assertLine(output, "", "Refused at the door: 400 bad-address");
    }

    /** Whoever reads the log or the trail must not come in by what stands there. */
    @Test
    void aLinksTokenStaysOut(CapturedOutput output) {
        String token = "b1JqWgpN_2YPrZsoL8-dnWmaAnfZ7jn45QTA1sEC_hI";
        assertThat(new PageClient(port)
                        .send("/link/" + token, "stale", Map.of("password", "x"))
                        .status())
                .isEqualTo(403);
        assertLine(output, "", "form-refused - POST /link/*");
        assertThat(new PageClient(port).get("/link/" + token).status()).isEqualTo(404);

        assertThat(output.getOut()).doesNotContain(token);
        assertThat(jdbc.sql("select count(*) from audit_log where note like '%' || :token || '%'")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoTakesATableAwayLeavesALine(CapturedOutput output) {
        PageClient farah = new PageClient(port).with(cast.sessionCookie(FARAH));

        farah.get("/accounts/export");

        assertThat(farah.status()).isEqualTo(200);
        assertLine(output, cast.id(FARAH), "export accounts");
    }

    @Test
    void whatGoesOnInTheBackgroundNamesTheRequestThatBeganIt(CapturedOutput output) {
        PageClient farah = new PageClient(port).with(cast.sessionCookie(FARAH));
        farah.upload(
                "/imports",
                farah.get("/account").formToken(),
                Map.of("kind", "receipts"),
                "file",
                "r.csv",
                "receipt_no\n1\n");

        assertThat(output.getOut().lines())
                .filteredOn(line -> line.matches(FRAME.formatted(cast.id(FARAH)) + "Import \\d+ of receipts begins.*"))
                .hasSize(1);
    }

    @Test
    void whatWasSentEndsNoLineAndColoursNothing() {
        String text = written(console(), event(EVIL, null));
        assertThat(text.lines()).hasSize(1);
        assertThat(text).contains("a??2026-11-21").doesNotContain("\u001b", "\u202E", "\u2028");

        String trace = written(console(), event("failed", new IllegalStateException(EVIL)));
        assertThat(trace.lines().skip(1))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.startsWith(" | "), "set off")
                .noneMatch(line -> line.contains("\u001b"));
    }

    /** As {@code LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs} has it. */
    @Test
    void askedForJsonEveryLineIsJson() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(root().getLoggerContext());
        encoder.setFormat("ecs");
        encoder.start();
        LoggingEvent event = event(EVIL, new IllegalStateException(EVIL));
        event.setMDCPropertyMap(Map.of("requestId", "0123456789ab", "user", "7"));

        String line = written(encoder, event);

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = JsonMapper.builder().build().readTree(line);
        assertThat(json.path("message").asString()).isEqualTo(EVIL);
        assertThat(json.path("@timestamp").asString()).endsWith("Z");
        assertThat(json.path("requestId").asString()).isEqualTo("0123456789ab");
        assertThat(json.path("user").asString()).isEqualTo("7");
    }

    /** The watch over the whole suite's log sees what it is there for. */
    @Test
    void aSecretInTheLogIsFound() {
        String link = "https://desk.example/link/" + "aB3".repeat(14) + "x";
        for (String secret : List.of(
                "password " + Cast.PASSWORD,
                "hash {argon2@CircleDesk}$argon2id$v=19",
                "Authorization: Bearer x",
                "session " + java.util.UUID.randomUUID(),
                "cookie " + cast.sessionCookie(ALICE).getValue(),
                "link " + link)) {
            root().info(secret);
            assertThat(LogWatch.found()).as(secret).hasSize(1);
        }
        root().info("Import 7 of receipts begins, 123 bytes; AnnotationConfigServletWebServerApplicationContext");
        assertThat(LogWatch.found()).isEmpty();
    }

    private void signIn(String password) {
        PageClient browser = new PageClient(port).get("/login");
        browser.send("/login", browser.formToken(), Map.of("username", ALICE.email(), "password", password));
    }

    private static void assertLine(CapturedOutput output, Object user, String end) {
        assertThat(output.getOut()
                        .lines()
                        .filter(line -> line.matches(FRAME.formatted(user) + ".*") && line.endsWith(": " + end)))
                .as(end)
                .hasSize(1);
    }

    private static LoggingEvent event(String message, @org.jspecify.annotations.Nullable Throwable failure) {
        return new LoggingEvent("x", root(), Level.INFO, message, failure, null);
    }

    @SuppressWarnings("unchecked")
    private static Encoder<ILoggingEvent> console() {
        return ((ConsoleAppender<ILoggingEvent>) root().getAppender("CONSOLE")).getEncoder();
    }

    private static String written(Encoder<ILoggingEvent> encoder, ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
