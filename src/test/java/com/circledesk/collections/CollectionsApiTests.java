package com.circledesk.collections;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.jayway.jsonpath.JsonPath;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What programs get of promises, contacts, the worklist and targets: the answer, each refusal by its code, nothing of another circle. */
@IntegrationTest
class CollectionsApiTests {
    private static final String PROMISE = """
            {"account": "KA-AIRTEL", "invoices": [{"invoiceNo": "INV-1"}], "promisedBy": "Mr Verma", "channel": "CALL",
             "instalments": [{"on": "2026-11-25", "amount": "500.50"}]}
            """;
    private static final String CONTACT = """
            {"account": "KA-AIRTEL", "channel": "CALL", "person": "Mr Verma", "result": "PAYMENT_PROMISED",
             "contactedOn": "2026-11-20", "followUpOn": "2026-11-25"}
            """;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aBookOfTwoCircles() {
        receivables.invoice(accounts.create("KA-AIRTEL", "Airtel", "KA"), "INV-1", "2026-09-01", "2026-10-01", "1180");
        receivables.invoice(
                accounts.create("MH-ZZ-SECRET-B", "Vi", "MH"), "ZZ-SECRET-B-1", "2026-09-01", "2026-10-01", "1180");
    }

    @Test
    void aPromiseIsMadeReadAndWithdrawnOnceHoweverOftenItIsSent() throws Exception {
        String key = UUID.randomUUID().toString();
        MvcTestResult made = post(ALICE, "/promises", PROMISE, key);
        assertThat(made).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"promise": {"account": "KA-AIRTEL", "circle": "KA", "status": "OPEN", "lumpSum": false, "basis": "GROSS", "plan": null,
                             "madeOn": "2026-11-21", "promisedOn": "2026-11-25", "judgeOn": "2026-11-27", "promisedBy": "Mr Verma",
                             "channel": "CALL", "level": 0, "promised": "500.50", "received": "0.00"},
                 "order": "OLDEST", "instalments": [],
                 "invoices": [{"invoiceNo": "INV-1", "promised": "500.50", "open": "1180.00"}],
                 "history": [{"what": "MADE", "who": "alice@example.test"}]}
                """);
        String ref = JsonPath.read(body(made), "$.promise.ref");
        assertThat(post(ALICE, "/promises", PROMISE, key))
                .hasStatus(201)
                .hasHeader("Idempotent-Replayed", "true")
                .bodyJson()
                .extractingPath("$.promise.ref")
                .isEqualTo(ref);
        assertThat(get(ALICE, "/promises?account=KA-AIRTEL&status=OPEN"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"items\": [{\"ref\": \"%s\", \"promised\": \"500.50\"}], \"total\": 1}".formatted(ref));

        Map<String, MvcTestResult> refused = new LinkedHashMap<>();
        refused.put("the same key, other values", post(ALICE, "/promises", PROMISE.replace("500.50", "400"), key));
        refused.put("no key", post(ALICE, "/promises", PROMISE, null));
        refused.put("promised already", post(ALICE, "/promises", PROMISE));
        refused.put("no day", post(ALICE, "/promises", PROMISE.replace("\"on\": \"2026-11-25\", ", "")));
        refused.put("a day before", post(ALICE, "/promises", PROMISE.replace("11-25", "11-20")));
        refused.put("an amount", post(ALICE, "/promises", PROMISE.replace("500.50", "1.005")));
        refused.put("nobody", post(ALICE, "/promises", PROMISE.replace("Mr Verma", " ")));
        refused.put("no channel", post(ALICE, "/promises", PROMISE.replace("CALL", "SHOUT")));
        refused.put(
                "nothing",
                post(ALICE, "/promises", PROMISE.replace("[{\"on\": \"2026-11-25\", \"amount\": \"500.50\"}]", "[]")));
        refused.put("no such invoice", post(ALICE, "/promises", PROMISE.replace("INV-1", "INV-9")));
        refused.put("their invoice", post(ALICE, "/promises", PROMISE.replace("INV-1", "ZZ-SECRET-B-1")));
        refused.put("their account", post(BOB, "/promises", PROMISE.replace("{\"invoiceNo\": \"INV-1\"}", "")));
        refused.put("no right", post(ARUN, "/promises", PROMISE));
        refused.put("a status", get(ALICE, "/promises?status=NONSENSE"));
        refused.put("an unknown parameter", get(ALICE, "/promises?state=OPEN"));
        refused.put("read by a stranger", get(BOB, "/promises/" + ref));
        refused.put("a missing one", get(BOB, "/promises/P-KA-999999"));
        refused.put("withdrawn by a stranger", post(BOB, "/promises/" + ref + "/withdrawal", "{\"reason\": \"Mine\"}"));
        refused.put("withdrawn without a reason", post(ALICE, "/promises/" + ref + "/withdrawal", "{}"));
        assertThat(post(ALICE, "/promises/" + ref + "/withdrawal", "{\"reason\": \"He meant another\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.promise.status")
                .isEqualTo("WITHDRAWN");
        refused.put("withdrawn again", post(ALICE, "/promises/" + ref + "/withdrawal", "{\"reason\": \"Again\"}"));
        refused.put("more than is open", post(ALICE, "/promises", PROMISE.replace("500.50", "1180.01")));
        assertThat(codes(refused))
                .containsExactly(
                        "the same key, other values: 409 form-already-sent",
                        "no key: 400 bad-request",
                        "promised already: 409 duplicate",
                        "no day: 409 missing",
                        "a day before: 409 out-of-range",
                        "an amount: 409 not-a-number",
                        "nobody: 409 missing",
                        "no channel: 409 bad-choice",
                        "nothing: 409 missing",
                        "no such invoice: 404 not-found",
                        "their invoice: 404 not-found",
                        "their account: 404 not-found",
                        "no right: 403 forbidden",
                        "a status: 400 bad-request",
                        "an unknown parameter: 400 unknown-parameter",
                        "read by a stranger: 404 not-found",
                        "a missing one: 404 not-found",
                        "withdrawn by a stranger: 404 not-found",
                        "withdrawn without a reason: 409 missing",
                        "withdrawn again: 409 wrong-state",
                        "more than is open: 409 exceeds-open");
        assertThat(get(BOB, "/promises")).bodyJson().extractingPath("$.total").isEqualTo(0);
        assertThat(count("promise")).isEqualTo(1);
    }

    @Test
    void aContactIsLoggedOnceAndReadInItsCircle() throws Exception {
        String key = UUID.randomUUID().toString();
        assertThat(post(ALICE, "/contacts", CONTACT, key))
                .hasStatus(201)
                .bodyJson()
                .hasPath("$.id");
        assertThat(post(ALICE, "/contacts", CONTACT, key)).hasStatus(201).hasHeader("Idempotent-Replayed", "true");
        assertThat(get(ALICE, "/contacts?circle=KA&followUpBy=2026-11-25"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                {"items": [{"account": "KA-AIRTEL", "circle": "KA", "channel": "CALL", "person": "Mr Verma", "result": "PAYMENT_PROMISED",
                            "contactedOn": "2026-11-20", "followUpOn": "2026-11-25"}], "page": 0, "size": 50, "total": 1}
                """);
        assertThat(get(ALICE, "/contacts?followUpBy=2026-11-24"))
                .bodyJson()
                .extractingPath("$.total")
                .isEqualTo(0);
        assertThat(get(BOB, "/contacts")).bodyJson().extractingPath("$.total").isEqualTo(0);

        Map<String, MvcTestResult> refused = new LinkedHashMap<>();
        refused.put("the same key, other values", post(ALICE, "/contacts", CONTACT.replace("Verma", "Rao"), key));
        refused.put("no key", post(ALICE, "/contacts", CONTACT, null));
        refused.put("a channel", post(ALICE, "/contacts", CONTACT.replace("CALL", "SHOUT")));
        refused.put("a result", post(ALICE, "/contacts", CONTACT.replace("PAYMENT_PROMISED", "GONE")));
        refused.put("nobody", post(ALICE, "/contacts", CONTACT.replace("Mr Verma", "")));
        refused.put("tomorrow", post(ALICE, "/contacts", CONTACT.replace("11-20", "11-22")));
        refused.put("a follow-up before", post(ALICE, "/contacts", CONTACT.replace("11-25", "11-20")));
        refused.put("other, not said what", post(ALICE, "/contacts", CONTACT.replace("PAYMENT_PROMISED", "OTHER")));
        refused.put("no such account", post(ALICE, "/contacts", CONTACT.replace("KA-AIRTEL", "KA-NONE")));
        refused.put("their account", post(BOB, "/contacts", CONTACT));
        refused.put("no right", post(ARUN, "/contacts", CONTACT));
        refused.put("a day", get(ALICE, "/contacts?from=yesterday"));
        refused.put("too many", get(ALICE, "/contacts?size=501"));
        assertThat(codes(refused))
                .containsExactly(
                        "the same key, other values: 409 form-already-sent",
                        "no key: 400 bad-request",
                        "a channel: 409 bad-choice",
                        "a result: 409 bad-choice",
                        "nobody: 409 missing",
                        "tomorrow: 409 future-date",
                        "a follow-up before: 409 out-of-range",
                        "other, not said what: 409 missing",
                        "no such account: 404 not-found",
                        "their account: 404 not-found",
                        "no right: 403 forbidden",
                        "a day: 400 bad-parameter",
                        "too many: 400 bad-request");
        assertThat(count("contact")).isEqualTo(1);
    }

    @Test
    void theWorklistAndTheTargetsAreThoseOfTheCircle() throws Exception {
        assertThat(get(ALICE, "/worklist")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"items": [{"account": "KA-AIRTEL", "circle": "KA", "chased": "1180.00", "overdue": "1180.00", "disputed": "0.00",
                            "promised": "0.00", "brokenPromise": false, "away": false}], "total": 1}
                """);
        assertThat(post(ALICE, "/promises", PROMISE)).hasStatus(201);
        assertThat(get(ALICE, "/worklist"))
                .bodyJson()
                .extractingPath("$.items[0].chased")
                .isEqualTo("679.50");
        assertThat(get(ALICE, "/targets/bridge?month=2026-11")).bodyJson().isLenientlyEqualTo("""
                {"month": "2026-11", "groupBy": "account",
                 "rows": [{"key": "KA-AIRTEL", "promised": "500.50", "expected": "300.30", "atRisk": "200.20", "landing": "300.30"}]}
                """);
        for (String path :
                List.of("/worklist", "/worklist?account=KA-AIRTEL", "/targets/bridge", "/targets", "/promises")) {
            assertThat(get(BOB, path)).as(path).hasStatusOk().bodyText().doesNotContain("KA-AIRTEL");
            assertThat(get(ALICE, path)).as(path).hasStatusOk().bodyText().doesNotContain("ZZ-SECRET-B");
        }
        Map<String, MvcTestResult> refused = new LinkedHashMap<>();
        refused.put("a page", get(ALICE, "/worklist?page=-1"));
        refused.put("an unknown parameter", get(ALICE, "/worklist?sort=score"));
        refused.put("a month", get(ALICE, "/targets?month=13"));
        refused.put("a group", get(ALICE, "/targets/bridge?groupBy=moon"));
        assertThat(codes(refused))
                .containsExactly(
                        "a page: 400 bad-request",
                        "an unknown parameter: 400 unknown-parameter",
                        "a month: 400 bad-request",
                        "a group: 400 bad-request");
    }

    /** Each with its status and the code by which a program tells it from others. */
    private static List<String> codes(Map<String, MvcTestResult> refused) {
        List<String> codes = new ArrayList<>();
        refused.forEach((what, result) -> {
            String body = body(result);
            assertThat(result.getResponse().getContentType()).as(what).startsWith("application/problem+json");
            assertThat(body).as(what).doesNotContain("ZZ-SECRET-B-1 ", "Exception");
            Map<String, Object> problem = JsonPath.read(body, "$");
            codes.add("%s: %s %s".formatted(what, result.getResponse().getStatus(), problem.get("code")));
        });
        return codes;
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String table) {
        return work.call(() ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }

    private MvcTestResult get(Member who, String path) {
        return mvc.get().uri("/api/v1" + path).with(cast.token(who)).exchange();
    }

    private MvcTestResult post(Member who, String path, String body) {
        return post(who, path, body, UUID.randomUUID().toString());
    }

    private MvcTestResult post(Member who, String path, String body, @Nullable String key) {
        var request = mvc.post()
                .uri("/api/v1" + path)
                .with(cast.token(who))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }
}
