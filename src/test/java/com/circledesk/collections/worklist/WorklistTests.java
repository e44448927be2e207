package com.circledesk.collections.worklist;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactLog;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.LogContact;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.PageClient;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import com.circledesk.work.WorkQueries;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What stands on the worklist, in which order, why, and how it leaves and comes back. The clock stands at 21 November 2026. */
@IntegrationTest
class WorklistTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private WorklistQueries worklists;

    @Autowired
    private WorklistSteps steps;

    @Autowired
    private ContactLog log;

    @Autowired
    private WorkQueries workQueries;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Disputes disputes;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private Cast cast;

    @LocalServerPort
    private int port;

    @BeforeEach
    void book() {
        List.of(ALICE, FELIX, HARISH).forEach(cast::id);
        long airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        accounts.create("KA-NOTHING", "Nothing", "KA");
        work.on("2026-08-01", () -> {
            receivables.invoice(airtel, "A-1", "2026-06-01", "2026-08-23", "30000000");
            receivables.invoice(airtel, "A-2", "2026-08-01", "2026-12-31", "7000000");
            receivables.invoice(jio, "J-1", "2026-08-01", "2026-11-20", "1000000");
        });
        disputes.raised("A-1", "5000000");
        receivables.receipt(airtel, "RC-1", "2026-11-02", "1000000");
    }

    private List<WorklistRow> list(Cast.Member who, @Nullable Long person, String which) {
        WorklistFilter filter = new WorklistFilter(BookFilter.NONE, person, which, "score");
        LocalDate today = LocalDate.now(clock);
        return cast.as(
                who,
                () -> worklists.rows(KA, worklists.worklist(KA, filter, today).accounts(), today));
    }

    private List<String> shown(String which) {
        return list(ALICE, null, which).stream()
                .map(row -> row.figures().account())
                .toList();
    }

    private void step(StepKind kind, @Nullable String until, @Nullable String why, @Nullable Long to) {
        StepAway step = new StepAway("KA-AIRTEL", kind, until == null ? null : LocalDate.parse(until), why, to);
        cast.as(ALICE, () -> steps.step(FormKey.fresh(), step));
    }

    @Test
    void rankedByPointsThatEachHaveAName() {
        List<WorklistRow> rows = list(ALICE, null, "open");
        assertThat(rows).extracting(row -> row.figures().account()).containsExactly("KA-AIRTEL", "KA-JIO");
        WorklistRow airtel = rows.get(0);
        assertThat(airtel.figures().overdue()).isEqualTo(Money.of("30000000.00"));
        assertThat(airtel.figures().disputed()).isEqualTo(Money.of("5000000.00"));
        assertThat(airtel.figures().chased())
                .as("neither what is disputed nor what is in and not applied")
                .isEqualTo(Money.of("24000000.00"));
        assertThat(points(airtel, Factor.AMOUNT)).as("30 × 2.4 of 5 crore").isEqualByComparingTo("14.4");
        assertThat(points(airtel, Factor.AGE)).as("15 × 90 of 180 days").isEqualByComparingTo("7.5");
        assertThat(points(airtel, Factor.WINDOW))
                .as("10: all of it closes on 28 November")
                .isEqualByComparingTo("10.0");
        assertThat(airtel.score().points()).isEqualByComparingTo("31.9");
        assertThat(airtel.why()).anyMatch(sentence -> sentence.contains("to be chased"));
        assertThat(airtel.next()).isEqualTo(NextAction.SETTLE_BEFORE_WINDOW);
        assertThat(rows.get(1).next()).isEqualTo(NextAction.CALL);
    }

    private static BigDecimal points(WorklistRow row, Factor factor) {
        return row.score().factors().stream()
                .filter(each -> each.factor() == factor)
                .map(FactorScore::points)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRowLeavesForAWhileAndComesBack() {
        step(StepKind.DONE, null, null, null);
        assertThat(shown("open")).containsExactly("KA-JIO");
        assertThat(shown("away")).containsExactly("KA-AIRTEL");
        step(StepKind.BROUGHT_BACK, null, null, null);
        assertThat(shown("open")).hasSize(2);

        refused(() -> step(StepKind.SNOOZED, "2026-12-01", " ", null), "missing");
        refused(() -> step(StepKind.SNOOZED, "2026-11-21", "Pays on Monday", null), "out-of-range");
        refused(() -> step(StepKind.SNOOZED, "2026-12-22", "Far away", null), "out-of-range");
        step(StepKind.SNOOZED, "2026-11-25", "Pays on Monday", null);
        assertThat(shown("open")).containsExactly("KA-JIO");
        clock.moveTo(LocalDate.parse("2026-11-25"));
        assertThat(shown("open")).hasSize(2);

        LogContact contact = new LogContact(
                "KA-AIRTEL",
                Channel.CALL,
                "R. Rao",
                ContactResult.NOT_BOOKED,
                null,
                LocalDate.parse("2026-11-25"),
                LocalDate.parse("2026-11-27"));
        cast.as(ALICE, () -> log.log(FormKey.fresh(), contact));
        step(StepKind.DONE, null, null, null);
        clock.moveTo(LocalDate.parse("2026-11-26"));
        assertThat(shown("open")).containsExactly("KA-JIO");
        clock.moveTo(LocalDate.parse("2026-11-27"));
        assertThat(list(ALICE, null, "open"))
                .as("the follow-up brings it back")
                .filteredOn(row -> row.figures().account().equals("KA-AIRTEL"))
                .singleElement()
                .matches(row -> row.next() == NextAction.FOLLOW_UP);
    }

    @Test
    void aColleagueIsGivenARowAsATask() {
        refused(() -> step(StepKind.DELEGATED, "2026-11-25", "Call them", null), "bad-choice");
        step(StepKind.DELEGATED, "2026-11-25", "Call them", cast.id(HARISH));
        assertThat(shown("open")).containsExactly("KA-JIO");
        assertThat(list(HARISH, cast.id(HARISH), "open"))
                .extracting(row -> row.figures().account())
                .containsExactly("KA-AIRTEL");
        assertThat(cast.as(HARISH, () -> workQueries.tasks(cast.id(HARISH), false, 0, 10, KA)))
                .singleElement()
                .satisfies(task -> assertThat(task.title()).contains("KA-AIRTEL", "Call them"));
    }

    @Test
    void onThePageARowIsSnoozedWhereItStands() {
        String snooze = ".worklist > li:first-child form:has(input[value=SNOOZED])";
        PageClient alice = new PageClient(port).with(cast.sessionCookie(ALICE)).get("/my-work/worklist?sort=amount");
        assertThat(alice.page().select(".worklist > li")).hasSize(2);
        assertThat(alice.page().select(".worklist > li:first-child select[name=delegate] option[value]"))
                .extracting(Element::text)
                .contains("Harish Gowda");
        assertThat(alice.page().select("select[name=account] option[value=KA-JIO]"))
                .hasSize(1);
        alice.sendForm(snooze, Map.of("until", "2026-11-24", "why", ""));
        assertThat(alice.status()).isEqualTo(422);
        assertThat(alice.page().select("details[open] input[name=until]").attr("value"))
                .isEqualTo("2026-11-24");
        alice.sendForm(snooze, Map.of("until", "2026-11-24", "why", "Pays on Monday"));
        assertThat(alice.status()).isEqualTo(302);
        assertThat(alice.header("Location")).endsWith("/my-work/worklist?sort=amount");
        assertThat(shown("open")).containsExactly("KA-JIO");
    }

    private void refused(Runnable attempt, String code) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
