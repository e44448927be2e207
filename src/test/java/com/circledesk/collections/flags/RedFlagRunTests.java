package com.circledesk.collections.flags;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private List<String> rows() {
        return work.call(() -> jdbc.sql("""
                        select f.rule || ' ' || f.at_risk || ' ' || f.probability || ' ' || f.likely_on || ' ' || f.review_on || ' ' || u.full_name
                        from red_flag f join app_user u on u.id = f.owner_id where f.rule is not null order by f.rule
                        """).query(String.class).list());
    }
}
