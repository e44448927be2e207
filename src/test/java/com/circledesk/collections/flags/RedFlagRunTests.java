package com.circledesk.collections.flags;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseJudgements;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.Promises;
import com.circledesk.disputes.RaiseDispute;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Flags raised by rule at the edges of their rules, once; the head's decision, and the hit rate. */
@IntegrationTest
class RedFlagRunTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private RedFlagRun run;

    @Autowired
    private RedFlags flags;

    @Autowired
    private RedFlagQueries queries;

    @Autowired
    private Promises promises;

    @Autowired
    private PromiseJudgements judgements;

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

    @BeforeEach
    void anAccount() {
        clock.moveTo(LocalDate.of(2026, 7, 10));
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        cast.id(HARISH);
        cast.id(ALICE);
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void aMonthPaidUnderItsShareIsFlaggedOnceAndNotAtTheShare() {
        receivables.invoice(account, "INV-1", "2026-07-01", "2026-07-31", "1000");
        receivables.receipt(account, "RC-1", "2026-07-20", "799.99");
        assertThat(run.run()).as("the month is not over").isZero();
        clock.moveTo(LocalDate.of(2026, 8, 1));
        assertThat(Race.of(2, work.actor(), runner -> run.run())).allMatch(Race.Finish::won);
        assertThat(rows()).containsExactly("PAID_UNDER 200.01 50 2026-08-31 2026-08-16 Harish Gowda");
        assertThat(run.run()).isZero();
        clock.moveTo(LocalDate.of(2026, 9, 1));
        assertThat(run.run()).as("August was not billed").isZero();

        long paid = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(paid, "INV-2", "2026-08-01", "2026-08-31", "1000");
        receivables.receipt(paid, "RC-2", "2026-08-20", "800");
        assertThat(run.run()).as("exactly 80 %").isZero();
    }

    @Test
    void disputesPromisesAndInvoicesNotAccountedAreFlaggedWhenTheirDaysAreOver() {
        receivables.invoice(account, "INV-1", "2026-06-01", "2026-06-30", "1000");
        receivables.receipt(account, "RC-0", "2026-06-20", "900");
        disputes.raise(
                disputes.command("RATE", null, null, new RaiseDispute.Line("INV-1", null, Money.of("60"), null)));
        work.run(() -> jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                        select id, account_id, circle, 'SUBMITTED', '2026-07-10' from invoice
                        """).update());
        clock.moveTo(LocalDate.of(2026, 7, 24));
        assertThat(run.run()).as("14 days").isZero();
        clock.moveTo(LocalDate.of(2026, 7, 25));
        assertThat(run.run()).as("15 days").isEqualTo(1);
        clock.moveTo(LocalDate.of(2026, 11, 7));
        assertThat(run.run()).as("120 days").isZero();
        clock.moveTo(LocalDate.of(2026, 11, 8));
        assertThat(run.run()).as("121 days").isEqualTo(1);
        assertThat(rows())
                .containsExactly(
                        "NOT_ACCOUNTED 1000.00 40 2026-08-24 2026-08-09 Harish Gowda",
                        "OLD_DISPUTE 60.00 50 2027-01-07 2026-12-08 Harish Gowda");
    }

    @Test
    void twoPromisesBrokenWithinTheirDaysAreFlaggedAndOneOrAnOlderOneAreNot() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long a = receivables.invoice(account, "A", "2026-07-01", "2026-07-31", "100");
        long b = receivables.invoice(account, "B", "2026-07-01", "2026-07-31", "50");
        receivables.invoice(jio, "C", "2026-07-01", "2026-07-31", "100");
        receivables.invoice(jio, "D", "2026-07-01", "2026-07-31", "50");
        LocalDate first = LocalDate.of(2026, 7, 20);
        broken("KA-JIO", "C", "100", first.minusDays(1));
        broken("KA-AIRTEL", "A", "100", first);
        assertThat(run.run()).as("one each").isZero();
        broken("KA-AIRTEL", "B", "50", first.plusDays(89));
        broken("KA-JIO", "D", "50", first.plusDays(89));
        assertThat(run.run()).as("Jio's first is 90 days old").isEqualTo(1);
        assertThat(rows()).containsExactly("BROKEN_PROMISES 150.00 60 2026-11-16 2026-11-01 Harish Gowda");

        receivables.allocate(receivables.receipt(account, "RC-1", "2026-10-17", "100"), a, "100");
        run.run();
        assertThat(outcomes()).as("the other one is still open").containsExactly("BROKEN_PROMISES open");
        receivables.allocate(receivables.receipt(account, "RC-2", "2026-10-17", "50"), b, "50");
        run.run();
        assertThat(outcomes()).containsExactly("BROKEN_PROMISES FALSE_ALARM");
    }

    @Test
    void whatIsAccountedOrDisputedNoLongerEndsItsFlag() {
        long invoice = receivables.invoice(account, "INV-1", "2026-06-01", "2026-06-30", "1000");
        receivables.receipt(account, "RC-0", "2026-06-20", "900");
        disputes.raise(
                disputes.command("RATE", null, null, new RaiseDispute.Line("INV-1", null, Money.of("60"), null)));
        state("SUBMITTED");
        clock.moveTo(LocalDate.of(2026, 7, 25));
        assertThat(run.run()).isEqualTo(1);
        state("ACKNOWLEDGED");
        run.run();
        assertThat(outcomes()).containsExactly("NOT_ACCOUNTED open");
        state("ACCOUNTED");
        run.run();
        assertThat(outcomes()).containsExactly("NOT_ACCOUNTED FALSE_ALARM");

        clock.moveTo(LocalDate.of(2026, 11, 8));
        assertThat(run.run()).isEqualTo(1);
        run.run();
        assertThat(outcomes()).containsExactly("NOT_ACCOUNTED FALSE_ALARM", "OLD_DISPUTE open");
        receivables.allocate(receivables.receipt(account, "RC-1", "2026-11-08", "1000"), invoice, "1000");
        run.run();
        assertThat(outcomes()).containsExactly("NOT_ACCOUNTED FALSE_ALARM", "OLD_DISPUTE FALSE_ALARM");
    }

    @Test
    void whatDidNotHappenEndsByItselfUntilItsLikelyDayAndAfterItAPersonIsAsked() {
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        long vi = accounts.create("KA-VI", "Vi", "KA");
        long first = receivables.invoice(account, "INV-1", "2026-07-01", "2026-07-31", "1000");
        long second = receivables.invoice(jio, "INV-2", "2026-07-01", "2026-07-31", "1000");
        long third = receivables.invoice(vi, "INV-3", "2026-07-01", "2026-07-31", "1000");
        clock.moveTo(LocalDate.of(2026, 8, 1));
        assertThat(run.run()).isEqualTo(3);
        cast.as(
                HARISH,
                () -> flags.decide(
                        FormKey.fresh(), new RedFlags.Decide(flagOf("KA-JIO"), FlagDecision.MITIGATE, "Meet them.")));

        clock.moveTo(LocalDate.of(2026, 8, 31));
        receivables.allocate(receivables.receipt(account, "RC-1", "2026-08-30", "799.99"), first, "799.99");
        receivables.allocate(receivables.receipt(jio, "RC-2", "2026-08-30", "800"), second, "800");
        assertThat(Race.of(2, work.actor(), runner -> run.run())).allMatch(Race.Finish::won);
        assertThat(outcomes())
                .as("a paisa is missing of the first; of the second somebody did something")
                .containsExactly("PAID_UNDER open", "PAID_UNDER AVERTED", "PAID_UNDER open");
        receivables.allocate(receivables.receipt(account, "RC-3", "2026-08-31", "0.01"), first, "0.01");
        run.run();
        assertThat(outcomes()).containsExactly("PAID_UNDER FALSE_ALARM", "PAID_UNDER AVERTED", "PAID_UNDER open");
        assertThat(work.call(() -> queries.events(flagOf("KA-AIRTEL"), KA)).get(0))
                .satisfies(end -> {
                    assertThat(end.recordedBy()).isEqualTo("system:red-flags");
                    assertThat(end.words())
                            .isEqualTo("At least 80 % of the month's billing are paid or settled by now.");
                });
        assertThat(cast.user(HARISH).unread()).as("three raised, two ended").isEqualTo(5);
        cast.as(
                ALICE,
                () -> flags.reopen(
                        FormKey.fresh(), new RedFlags.Reopen(flagOf("KA-AIRTEL"), "The cheque may bounce.")));
        run.run();
        assertThat(outcomes()).as("what a person opened a person ends").first().isEqualTo("PAID_UNDER open");

        clock.moveTo(LocalDate.of(2026, 9, 1));
        receivables.allocate(receivables.receipt(vi, "RC-4", "2026-09-01", "1000"), third, "1000");
        run.run();
        run.run();
        assertThat(outcomes()).as("it came, but later than said").last().isEqualTo("PAID_UNDER open");
        assertThat(tasks())
                .containsExactly(
                        "Red flag for KA-AIRTEL: ₹1,000.00 were likely not to come by 31 Aug 2026. Say how it ended, or review it.",
                        "Red flag for KA-VI: ₹1,000.00 were likely not to come by 31 Aug 2026. Say how it ended, or review it.");
        close(flagOf("KA-VI"), FlagOutcome.CAME_TRUE);
        assertThat(tasks()).hasSize(1);
        assertThat(work.call(() -> queries.hitRate(KA, FlagFilter.OPEN)))
                .satisfies(hit -> assertThat(hit.cameTrue() + " of " + hit.judged() + ", averted " + hit.averted())
                        .isEqualTo("1 of 1, averted 1"));
    }

    @Test
    void theHeadDecidesTheEndIsKeptAndTheHitRateCountsWhatCameTrue() {
        long first = raised("1000", 60);
        long second = raised("300", 20);
        long third = raised("500", 90);
        cast.as(
                HARISH,
                () -> flags.decide(
                        FormKey.fresh(), new RedFlags.Decide(first, FlagDecision.MITIGATE, "Meet their head.")));
        assertThat(work.call(() -> queries.get(first, KA)).decision()).isEqualTo(FlagDecision.MITIGATE);
        assertThat(cast.user(ALICE).unread()).as("Alice looks after it").isEqualTo(1);
        close(first, FlagOutcome.CAME_TRUE);
        close(second, FlagOutcome.FALSE_ALARM);
        close(third, FlagOutcome.AVERTED);
        assertThat(work.call(() -> queries.hitRate(KA, FlagFilter.OPEN))).satisfies(hit -> {
            assertThat(hit.cameTrue() + " of " + hit.judged() + ", averted " + hit.averted())
                    .isEqualTo("1 of 2, averted 1");
            assertThat(hit.judgedAmount()).isEqualTo(Money.of("1300"));
            assertThat(hit.predicted()).isEqualByComparingTo("40");
        });
        assertThatThrownBy(() -> close(first, FlagOutcome.AVERTED)).hasMessageContaining("closed already");
        assertThat(work.call(() -> queries.events(first, KA)).stream().map(FlagEvent::kind))
                .containsExactly("CLOSED", "DECIDED", "RAISED");
    }

    private long raised(String risk, int probability) {
        return Long.parseLong(cast.as(
                        ALICE,
                        () -> flags.raise(
                                FormKey.fresh(),
                                new RaiseFlag(
                                        "KA-AIRTEL",
                                        new Prediction(
                                                "It may not come.",
                                                Money.of(risk),
                                                LocalDate.of(2026, 8, 31),
                                                probability,
                                                null,
                                                ALICE.email(),
                                                LocalDate.of(2026, 7, 20)))))
                .outcome());
    }

    private void close(long id, FlagOutcome outcome) {
        cast.as(ALICE, () -> flags.close(FormKey.fresh(), new RedFlags.Close(id, outcome, "As seen.")));
    }

    private void broken(String of, String invoice, String amount, LocalDate on) {
        clock.moveTo(on.minusDays(4));
        cast.as(
                HARISH,
                () -> promises.make(
                        FormKey.fresh(),
                        new MakePromise(
                                of,
                                List.of(new MakePromise.Line(invoice, null)),
                                List.of(new MakePromise.Instalment(on.minusDays(3), Money.of(amount))),
                                PromiseBasis.GROSS,
                                PromiseOrder.OLDEST,
                                "Mr Verma",
                                PromiseChannel.CALL,
                                null,
                                null)));
        clock.moveTo(on);
        assertThat(judgements.judge()).isEqualTo(1);
    }

    private void state(String state) {
        work.run(() -> jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                        select id, account_id, circle, :state, app_today() from invoice
                        """).param("state", state).update());
    }

    private long flagOf(String code) {
        return work.call(
                () -> jdbc.sql("select f.id from red_flag f join account a on a.id = f.account_id where a.code = :code")
                        .param("code", code)
                        .query(Long.class)
                        .single());
    }

    private List<String> outcomes() {
        return work.call(() -> jdbc.sql("""
                        select f.rule || ' ' || coalesce(f.outcome, 'open') from red_flag f join account a on a.id = f.account_id
                        order by a.code, f.rule
                        """).query(String.class).list());
    }

    private List<String> tasks() {
        return work.call(() -> jdbc.sql("select title from task where done_at is null order by title")
                .query(String.class)
                .list());
    }

    private List<String> rows() {
        return work.call(() -> jdbc.sql("""
                        select f.rule || ' ' || f.at_risk || ' ' || f.probability || ' ' || f.likely_on || ' ' || f.review_on || ' ' || u.full_name
                        from red_flag f join app_user u on u.id = f.owner_id where f.rule is not null order by f.rule
                        """).query(String.class).list());
    }
}
