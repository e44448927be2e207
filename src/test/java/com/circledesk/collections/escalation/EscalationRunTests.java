package com.circledesk.collections.escalation;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Cast.Member;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The matrix at work. Level 1: 30 days overdue, the manager, 8 hours, else level 2. Level 2: 60 days, the head, 8 hours, else
 * level 3. Level 3: 90 days and ₹50,000, the head. Alice manages KA-AIRTEL, whose invoice was due on 31 July 2026.
 */
@IntegrationTest
class EscalationRunTests {
    private static final LocalDate DUE = LocalDate.of(2026, 7, 31);
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private EscalationRun run;

    @Autowired
    private EscalationMatrices matrices;

    @Autowired
    private Escalations escalations;

    @Autowired
    private EscalationQueries queries;

    @Autowired
    private Disputes disputes;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private long account;
    private long invoice;
    private long matrix;

    @BeforeEach
    void aBookAndAMatrix() {
        clock.moveTo(LocalDate.of(2026, 7, 1));
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        cast.id(HARISH);
        cast.id(FELIX);
        work.run(() -> jdbc.sql("""
                        insert into account_manager (account_id, circle, from_on, user_id) values (:account, 'KA', '2026-01-01', :alice)
                        """)
                .param("account", account)
                .param("alice", cast.id(ALICE))
                .update());
        invoice = receivables.invoice(account, "INV-1", "2026-07-01", DUE.toString(), "100000");
        matrix = matrix(
                row(1, trigger(30, null), OurRole.ACCOUNT_MANAGER, 2),
                row(2, trigger(60, null), OurRole.SALES_HEAD, 3),
                row(3, trigger(90, "50000"), OurRole.SALES_HEAD, null));
        activate(matrix);
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void levelsClimbDayByDayEachOnceAndOnItsDay() {
        String history = "";
        for (int day = 0; day <= 95; day++) {
            clock.moveTo(DUE.plusDays(day));
            int raised = run.run();
            assertThat(run.run()).as("again on day " + day).isZero();
            for (LevelRow level : work.call(() -> levels())) {
                if (level.acknowledgedAt() == null && level.level() > 1) {
                    as(HARISH, () -> acknowledge(level.level()));
                } else if (level.acknowledgedAt() == null) {
                    as(ALICE, () -> acknowledge(level.level()));
                }
            }
            history += raised == 0 ? "" : day + " ";
        }
        assertThat(history).isEqualTo("30 60 90 ");
        assertThat(work.call(() -> levels()))
                .extracting(level ->
                        level.level() + " " + level.because() + " " + level.owner() + " " + level.daysOverdue())
                .containsExactly("3 TRIGGER Harish Gowda 90", "2 TRIGGER Harish Gowda 60", "1 TRIGGER Alice Rao 30");
        assertThat(work.call(() -> queries.adherenceByLevel(KA, BookFilter.NONE, DUE, DUE.plusDays(100))))
                .extracting(
                        each -> each.level() + " " + each.judged() + each.raised() + each.acknowledged() + each.both())
                .containsExactly("null 3333", "1 1111", "2 1111", "3 1111");
    }

    @Test
    void whereNobodyAcknowledgesItClimbsByItsClockOverTheWeekend() {
        // 29 August 2026 is a fifth Saturday and a working day, 30 August a Sunday. From 9:30 to 18:30 nine hours are
        // worked.
        at("2026-08-29T17:30");
        assertThat(run.run()).isZero();
        at("2026-08-30T00:10");
        assertThat(run.run()).isEqualTo(1);
        assertThat(tasks(ALICE)).containsExactly("2026-08-31");
        at("2026-08-31T17:30");
        assertThat(run.run()).isZero();
        at("2026-08-31T17:31");
        assertThat(run.run()).isEqualTo(1);
        // 31 August, 17:31: one hour less a minute is left of that day, seven hours and a minute of the next.
        assertThat(work.call(() -> levels()).get(0)).satisfies(level -> {
            assertThat(level.level() + level.because() + level.owner()).isEqualTo("2NOT_ACKNOWLEDGEDHarish Gowda");
            assertThat(level.acknowledgeBy().atZone(TestClock.ZONE).toLocalDateTime())
                    .isEqualTo(LocalDateTime.parse("2026-09-01T16:31"));
        });
        at("2026-09-01T16:00");
        as(HARISH, () -> acknowledge(2));
        assertThat(tasks(HARISH)).isEmpty();
        at("2026-09-05T12:00");
        assertThat(run.run()).as("acknowledged, it stays").isZero();
        assertThat(work.call(() -> queries.adherenceByPerson(KA, BookFilter.NONE, DUE, DUE.plusDays(100))))
                .extracting(
                        each -> each.person() + " " + each.judged() + each.raised() + each.acknowledged() + each.both())
                .containsExactly("Alice Rao 1100", "Harish Gowda 1111");
    }

    @Test
    void aPaidCaseEndsByItselfAndALateAcknowledgementIsToldSo() {
        clock.moveTo(DUE.plusDays(31));
        run.run();
        long receipt = receivables.receipt(
                account,
                "RC-1",
                clock.instant().atZone(TestClock.ZONE).toLocalDate().toString(),
                "100000");
        // Unapplied cash covers it already; the job has not run since.
        assertThat(as(ALICE, () -> acknowledge(1)).outcome()).isEqualTo(Escalations.PAID_MEANWHILE);
        assertThat(theCase().outcome()).isEqualTo(CaseOutcome.PAID);
        assertThat(tasks(ALICE)).isEmpty();
        assertThatThrownBy(() -> as(ALICE, () -> acknowledge(1)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class, e -> assertThat(e.code()).isEqualTo("case-closed"))
                .hasMessageContaining("the case was paid and ended by itself on 31 Aug 2026");
        receivables.allocate(receipt, invoice, "100000");
        assertThat(run.run()).isZero();
        assertThat(cases()).isEqualTo(1);
    }

    @Test
    void aCaseClosedByAPersonStaysQuietUntilItsDayAndThenOpensAnother() {
        clock.moveTo(DUE.plusDays(30));
        run.run();
        LocalDate quiet = DUE.plusDays(40);
        assertThatThrownBy(() -> as(FELIX, () -> close(quiet))).hasMessageContaining("Only whom this was told");
        as(ALICE, () -> close(quiet));
        clock.moveTo(quiet);
        assertThat(run.run()).isZero();
        clock.moveTo(quiet.plusDays(1));
        assertThat(run.run()).isEqualTo(1);
        assertThat(cases()).isEqualTo(2);
    }

    @Test
    void disputedPartsAreLeftOutAndSilenceAndDisputesAreAxesOfTheirOwn() {
        long strict = matrix(
                row(1, new Trigger(30, Money.of("90000"), null, null, null), OurRole.ACCOUNT_MANAGER, null),
                row(2, new Trigger(null, Money.of("20000"), 20, null, null), OurRole.FINANCE, null),
                row(3, new Trigger(30, null, 20, null, 50), OurRole.SALES_HEAD, null));
        clock.moveTo(DUE.plusDays(30));
        assertThat(simulated(strict)).containsExactly("1 Alice Rao 100000.00 30");
        disputes.raise(disputes.command(
                "RATE",
                null,
                null,
                new com.circledesk.disputes.RaiseDispute.Line("INV-1", null, Money.of("20000"), null)));
        assertThat(simulated(strict)).as("80,000 are undisputed").isEmpty();
        clock.moveTo(DUE.plusDays(49));
        assertThat(simulated(strict)).as("disputed for 19 days").isEmpty();
        clock.moveTo(DUE.plusDays(50));
        assertThat(simulated(strict)).as("20 days disputed, 50 silent").containsExactly("3 Harish Gowda 80000.00 50");
        receivables.receipt(account, "RC-1", "2026-09-19", "80000");
        assertThat(simulated(strict)).containsExactly("2 Felix Dsouza 20000.00 null");
    }

    @Test
    void aRowOfTheCircleAndTierReplacesWiderRowsOfItsLevel() {
        long own = matrix(
                row(1, trigger(30, null), OurRole.ACCOUNT_MANAGER, null),
                narrow(1, null, "A", trigger(10, null)),
                narrow(1, "KA", null, trigger(45, null)));
        clock.moveTo(DUE.plusDays(44));
        assertThat(simulated(own)).isEmpty();
        clock.moveTo(DUE.plusDays(45));
        assertThat(simulated(own)).hasSize(1);
        long tiered = matrix(
                row(1, trigger(90, null), OurRole.ACCOUNT_MANAGER, null), narrow(1, null, "A", trigger(10, null)));
        assertThat(simulated(tiered)).isEmpty();
        work.run(() -> matrices.tier(
                jdbc.sql("select operator_id from account").query(Long.class).single(), "A"));
        assertThat(simulated(tiered)).hasSize(1);
    }

    @Test
    void whatIsSimulatedIsWhatThenHappensAndOnTwoInstancesOnce() {
        for (int i = 2; i <= 20; i++) {
            long other = accounts.create("KA-" + i, "Operator " + i, "KA");
            receivables.invoice(
                    other, "INV-" + i, "2026-04-01", DUE.minusDays(5L * i).toString(), "10000");
        }
        clock.moveTo(DUE.plusDays(31));
        long next = matrix(
                row(1, trigger(35, null), OurRole.ACCOUNT_MANAGER, 2),
                row(2, trigger(80, "10000"), OurRole.SALES_HEAD, null),
                row(4, trigger(110, null), OurRole.FINANCE, null));
        List<String> told = simulated(next);
        assertThat(told).hasSize(19);
        activate(next);
        assertThat(Race.of(2, work.actor(), runner -> run.run())).allMatch(Race.Finish::won);
        assertThat(work.call(() -> jdbc.sql("""
                                select e.level || ' ' || coalesce(u.full_name, '') || ' ' || e.amount || ' ' || e.days_overdue
                                from escalation e join account a on a.id = e.account_id left join app_user u on u.id = e.owner_id
                                order by e.level desc, e.amount desc, a.code
                                """).query(String.class).list())).isEqualTo(told);
        assertThat(simulated(next)).isEmpty();
        assertThat(work.call(() -> matrices.simulate(next, KA)).standing()).isEqualTo(19);
        assertThat(work.call(() ->
                        jdbc.sql("select count(*) from task").query(Long.class).single()))
                .isEqualTo(19);
    }

    @Test
    void whatWasActivatedIsHistory() {
        assertThatThrownBy(() -> work.run(() -> matrices.save(matrix, row(2, trigger(1, null), OurRole.FINANCE, null))))
                .hasMessageContaining("copy it to a new draft");
        long gap = matrix(row(1, trigger(10, null), OurRole.ACCOUNT_MANAGER, 5));
        assertThatThrownBy(() -> activate(gap)).hasMessageContaining("a level that has no row");
        long copy = work.call(() -> matrices.draft("Copy", matrix));
        assertThat(work.call(() -> matrices.rows(copy))).hasSize(3);
        clock.moveTo(DUE.plusDays(31));
        work.run(() -> matrices.end(matrix, DUE.plusDays(31)));
        assertThat(run.run()).isEqualTo(1);
        clock.moveTo(DUE.plusDays(61));
        assertThat(run.run()).as("no matrix is in force").isZero();
    }

    private long matrix(SaveRow... rows) {
        return work.call(() -> {
            long id = matrices.draft("Matrix", null);
            for (SaveRow row : rows) {
                matrices.save(id, row);
            }
            return id;
        });
    }

    private void activate(long id) {
        work.run(() ->
                matrices.activate(id, 0, clock.instant().atZone(TestClock.ZONE).toLocalDate(), null));
    }

    private static Trigger trigger(int days, @Nullable String amount) {
        return new Trigger(days, amount == null ? null : Money.of(amount), null, null, null);
    }

    private static SaveRow row(int level, Trigger trigger, OurRole role, @Nullable Integer next) {
        return new SaveRow(null, 0, level, null, null, trigger, role, CustomerLevel.N_1, "Call them.", 8, next);
    }

    private static SaveRow narrow(int level, @Nullable String circle, @Nullable String tier, Trigger trigger) {
        return new SaveRow(
                null,
                0,
                level,
                circle,
                tier,
                trigger,
                OurRole.ACCOUNT_MANAGER,
                CustomerLevel.N_1,
                "Call them.",
                8,
                null);
    }

    private List<String> simulated(long id) {
        return work.call(() -> matrices.simulate(id, KA)).told().stream()
                .map(row -> "%d %s %s %s"
                        .formatted(
                                row.level(), row.person() == null ? "" : row.person(), row.amount(), row.daysOverdue()))
                .toList();
    }

    private <T> T as(Member member, java.util.function.Supplier<T> what) {
        return cast.as(member, what);
    }

    private Submission acknowledge(int level) {
        return escalations.acknowledge(
                FormKey.fresh(), new Escalations.Acknowledge(theCase().id(), level, "On it."));
    }

    private Submission close(LocalDate quiet) {
        return escalations.close(
                FormKey.fresh(), new Escalations.Close(theCase().id(), CaseOutcome.PLAN_AGREED, "Plan signed.", quiet));
    }

    private CaseRow theCase() {
        return work.call(() -> queries.rows(
                        KA, new CaseFilter(BookFilter.NONE, CaseState.ALL, null, null), CaseSort.OPENED, false, 0, 1))
                .get(0);
    }

    private List<LevelRow> levels() {
        return cases() == 0 ? List.of() : queries.levels(theCase().id(), KA);
    }

    private long cases() {
        return work.call(() -> jdbc.sql("select count(*) from escalation_case")
                .query(Long.class)
                .single());
    }

    private List<String> tasks(Member member) {
        return work.call(() -> jdbc.sql(
                        "select due_on::text from task where owner_id = :owner and done_at is null order by due_on")
                .param("owner", cast.id(member))
                .query(String.class)
                .list());
    }

    private void at(String time) {
        clock.moveTo(LocalDateTime.parse(time).atZone(TestClock.ZONE).toInstant());
    }
}
