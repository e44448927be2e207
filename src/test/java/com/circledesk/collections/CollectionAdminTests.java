package com.circledesk.collections;

import static com.circledesk.support.Cast.ANITA;
import static com.circledesk.support.Cast.ARUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.circledesk.collections.escalation.EscalationMatrices;
import com.circledesk.forms.DateText;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.SystemWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The administrator's forms of collections: what is refused and kept, two administrators at once, and what the trail holds. */
@IntegrationTest
class CollectionAdminTests {
    private static final String SETTINGS = "/admin/collections";
    private static final String LETTERS = "/admin/letters";
    private static final String SCHEDULES = "/admin/collections/status-updates";
    private static final String RULES = "/admin/red-flag-rules";
    private static final String HOLIDAYS = "/admin/holidays";
    private static final String WISHES = "/my-work/settings";

    @Autowired
    private EscalationMatrices matrices;

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private String matrix = "";

    @BeforeEach
    void aDraft() {
        matrix = "/admin/escalation-matrix/" + work.call(() -> matrices.draft("Draft", null));
    }

    /** What each form takes. */
    private Map<String, String> good(String path) {
        String typed = switch (path) {
            case SETTINGS -> """
                        fromOn=2026-11-22&weightAmount=30&weightAge=20&weightPromises=15&weightWindow=10&weightHabit=10&weightUnaccounted=10\
                        &weightTarget=5&fullAmount=5000000&fullAgeDays=180&fullPromises=3&windowDays=30&fullHabitDays=60&doneDays=5\
                        &snoozeDays=14&orphanAbove=100000&supportAnswerDays=3""";
            case LETTERS -> "code=LAST_CALL&name=Last call&subject=What is due&body=Please pay.&version=0";
            case SCHEDULES -> "circle=KA&fromOn=2026-11-22&weekday=4&opensDays=2";
            case RULES ->
                "rule=PAID_UNDER&fromOn=2026-11-22&active=true&threshold=70&days=0&probability=40&likelyDays=20";
            case HOLIDAYS -> "circle=KA&lines=2026-11-24 Jayanti";
            case WISHES -> "digest=true&hour=8&kinds=PROMISE";
            default ->
                path.endsWith("/rows")
                        ? "level=1&overDays=30&ourRole=SALES_HEAD&customerLevel=N_1&action=Call them.&acknowledgeHours=8&version=0"
                        : "name=Draft&workFrom=09:30&workTo=18:30&promiseDays=90&version=0";
        };
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : typed.split("&")) {
            form.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        return form;
    }

    private record Bad(String path, String field, String typed, String sentence) {}

    @Test
    void whatIsWrongIsSaidInASentenceAndKeptInItsField() throws Exception {
        List<Bad> bad = List.of(
                new Bad(SETTINGS, "weightAmount", "many", "Write a whole number."),
                new Bad(SETTINGS, "weightAge", "101", "Weights are from 0 to 100"),
                new Bad(SETTINGS, "fromOn", "2026-11-21", "A setting begins tomorrow or later"),
                new Bad(SETTINGS, "fullAmount", "1.005", "amount"),
                new Bad(matrix + "/rows", "overDays", "0", "from 1 to"),
                new Bad(matrix + "/rows", "nextLevel", "1", "Give a whole number from 2 to 9."),
                new Bad(matrix + "/rows", "amount", "-1", "Give an amount above zero, or none."),
                new Bad(matrix + "/rows", "level", "10", "from 1 to 9"),
                new Bad(matrix, "workFrom", "25:00", "Write a time like 09:30."),
                new Bad(matrix, "workTo", "08:00", "before"),
                new Bad(matrix, "name", " ", "Give it a name"),
                new Bad(LETTERS, "code", "no code", "A code is 2 to 40 letters"),
                new Bad(LETTERS, "subject", "{nonsense} is due", "{nonsense}"),
                new Bad(SCHEDULES, "fromOn", "2026-11-21", "Choose a day after today"),
                new Bad(SCHEDULES, "opensDays", "7", "A number of days from 0 to 6."),
                new Bad(RULES, "threshold", "many", "Give a whole number from 1 to 1000."),
                new Bad(RULES, "probability", "100", "Give a whole number from 1 to 99."),
                new Bad(RULES, "fromOn", "2026-11-21", "A setting begins tomorrow or later."),
                new Bad(HOLIDAYS, "lines", "2026-11-31 Nothing", "2026-11-31"),
                new Bad(WISHES, "quietUntil", "some day", DateText.HINT),
                new Bad(WISHES, "hour", "noon", ""));
        long before = written();
        List<String> seen = new ArrayList<>();
        for (Bad each : bad) {
            Map<String, String> form = good(each.path());
            form.put(each.field(), each.typed());
            MvcTestResult answer = send(ARUN, each.path(), form);
            Document page = Jsoup.parse(answer.getResponse().getContentAsString());
            boolean refused = List.of(409, 422).contains(answer.getResponse().getStatus());
            boolean said = page.select("[role=alert]").text().contains(each.sentence());
            boolean kept = each.field().equals("hour")
                    || page.select("[name=" + each.field() + "]")
                            .val()
                            .strip()
                            .equals(each.typed().strip());
            if (!refused || !said || !kept) {
                seen.add("%s: refused %s, said %s, kept %s, %s"
                        .formatted(
                                each,
                                refused,
                                said,
                                kept,
                                page.select("[role=alert]").text()));
            }
        }
        assertThat(seen).isEmpty();
        assertThat(written()).as("nothing of it was recorded").isEqualTo(before);
    }

    @Test
    void ofTwoAdministratorsTheSecondIsRefusedAndTheTrailHoldsTheFirst() throws Exception {
        assertThat(send(ARUN, matrix + "/rows", good(matrix + "/rows"))).hasStatus(302);
        assertThat(send(ARUN, LETTERS, good(LETTERS))).hasStatus(302);
        String row = matrix + "/rows/"
                + work.call(() -> jdbc.sql("select id from escalation_rule")
                        .query(Long.class)
                        .single());
        Map<String, String> again = Map.of(
                SETTINGS,
                "collection_setting",
                RULES,
                "red_flag_rule",
                SCHEDULES,
                "status_schedule",
                matrix,
                "escalation_matrix",
                row,
                "escalation_rule",
                LETTERS + "/LAST_CALL",
                "letter_template");
        for (Map.Entry<String, String> form : again.entrySet()) {
            String path = form.getKey();
            Map<String, String> typed =
                    good(path.startsWith(LETTERS) ? LETTERS : path.equals(row) ? matrix + "/rows" : path);
            assertThat(send(ARUN, path, typed)).as(path).hasStatus(302);
            long before = written();
            MvcTestResult second = send(ANITA, path, typed);
            assertThat(second).as(path).hasStatus(409);
            assertThat(Jsoup.parse(second.getResponse().getContentAsString())
                            .select("[role=alert]")
                            .text())
                    .as(path)
                    .isNotBlank();
            assertThat(written()).as(path).isEqualTo(before);
            assertThat(work.call(() -> jdbc.sql("""
                                    select actor from audit_log where subject = :table and action in ('INSERT', 'UPDATE') order by id desc limit 1
                                    """)
                            .param("table", form.getValue())
                            .query(String.class)
                            .single()))
                    .as(path)
                    .isEqualTo(ARUN.email());
        }
        send(ARUN, HOLIDAYS, good(HOLIDAYS));
        send(ARUN, WISHES, good(WISHES));
        assertThat(work.call(() -> jdbc.sql("""
                                select distinct subject from audit_log where actor = :arun and after is not null order by subject
                                """)
                        .param("arun", ARUN.email())
                        .query(String.class)
                        .list()))
                .contains("holiday", "mail_wish");
    }

    /** Rows of the tables behind these forms, with what was changed in them. */
    private long written() {
        return work.call(() -> jdbc.sql("select count(*) from audit_log where actor in (:who) and action <> 'EVENT'")
                .param("who", List.of(ARUN.email(), ANITA.email()))
                .query(Long.class)
                .single());
    }

    private MvcTestResult send(Cast.Member who, String path, Map<String, String> form) {
        var request = mvc.post().uri(path).with(cast.signedIn(who)).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }
}
