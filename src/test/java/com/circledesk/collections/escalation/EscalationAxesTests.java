package com.circledesk.collections.escalation;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactLog;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.LogContact;
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

/** Each axis of the matrix on both sides of its threshold, alone and together. One invoice of ₹1,00,000, due on 31 July 2026. */
@IntegrationTest
class EscalationAxesTests {
    private static final LocalDate DUE = LocalDate.of(2026, 7, 31);

    @Autowired
    private EscalationMatrices matrices;

    @Autowired
    private Promises promises;

    @Autowired
    private PromiseJudgements judgements;

    @Autowired
    private ContactLog contacts;

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

    private long account;

    @BeforeEach
    void aBook() {
        clock.moveTo(LocalDate.of(2026, 7, 1));
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
        cast.id(HARISH);
        receivables.invoice(account, "INV-1", "2026-07-01", DUE.toString(), "100000");
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @Test
    void daysOverdueAndRupees() {
        long days = row(new Trigger(30, null, null, null, null));
        long rupees = row(new Trigger(30, Money.of("100000"), null, null, null));
        clock.moveTo(DUE.plusDays(29));
        assertThat(met(days)).as("29 days").isFalse();
        clock.moveTo(DUE.plusDays(30));
        assertThat(met(days)).as("30 days").isTrue();
        assertThat(met(rupees)).as("exactly the amount").isTrue();
        receivables.receipt(account, "RC-1", "2026-08-30", "0.01");
        assertThat(met(rupees)).as("a paisa of cash is in, not applied").isFalse();
        assertThat(met(days)).isTrue();
    }

    @Test
    void ageAndRupeesOfDisputes() {
        long age = row(new Trigger(null, null, 20, null, null));
        long rupees = row(new Trigger(null, Money.of("20000"), 20, null, null));
        long more = row(new Trigger(null, Money.of("20000.01"), 20, null, null));
        dispute("20000");
        clock.moveTo(LocalDate.of(2026, 7, 20));
        assertThat(met(age) || met(rupees)).as("19 days").isFalse();
        clock.moveTo(LocalDate.of(2026, 7, 21));
        assertThat(met(age) && met(rupees))
                .as("20 days, and nothing is overdue yet")
                .isTrue();
        assertThat(met(more)).as("a paisa more is asked for").isFalse();
    }

    @Test
    void brokenPromises() {
        long two = row(new Trigger(null, null, null, 2, null));
        breakPromise(DUE.plusDays(10));
        assertThat(met(two)).as("one").isFalse();
        breakPromise(DUE.plusDays(20));
        assertThat(met(two)).as("two").isTrue();
        clock.moveTo(DUE.plusDays(100));
        assertThat(met(two)).as("the first was broken 90 days ago").isTrue();
        clock.moveTo(DUE.plusDays(101));
        assertThat(met(two)).as("91 days ago").isFalse();
    }

    @Test
    void silence() {
        long silent = row(new Trigger(null, null, null, null, 15));
        clock.moveTo(DUE.plusDays(14));
        assertThat(met(silent))
                .as("nobody ever spoke to them, since it was due: 14 days")
                .isFalse();
        clock.moveTo(DUE.plusDays(15));
        assertThat(met(silent)).as("15 days").isTrue();
        contact(ContactResult.NOT_REACHED);
        assertThat(met(silent)).as("nobody was reached").isTrue();
        contact(ContactResult.PAYMENT_PROMISED);
        assertThat(met(silent)).isFalse();
        clock.moveTo(DUE.plusDays(29));
        assertThat(met(silent)).isFalse();
        clock.moveTo(DUE.plusDays(30));
        assertThat(met(silent)).isTrue();
    }

    @Test
    void allTogetherAndEachOfThemIsNeeded() {
        // Each row asks one thing more than there is; the first asks for exactly what there is.
        long all = row(new Trigger(30, Money.of("80000"), 40, 1, 20));
        List<Long> tooMuch = List.of(
                row(new Trigger(31, Money.of("80000"), 40, 1, 20)),
                row(new Trigger(30, Money.of("80000.01"), 40, 1, 20)),
                row(new Trigger(30, Money.of("80000"), 41, 1, 20)),
                row(new Trigger(30, Money.of("80000"), 40, 2, 20)),
                row(new Trigger(30, Money.of("80000"), 40, 1, 21)));
        clock.moveTo(DUE.minusDays(10));
        dispute("20000");
        clock.moveTo(DUE.plusDays(10));
        contact(ContactResult.PAYMENT_PROMISED);
        breakPromise(DUE.plusDays(20));
        clock.moveTo(DUE.plusDays(30));
        assertThat(met(all)).isTrue();
        assertThat(tooMuch).noneMatch(this::met);
    }

    private long row(Trigger trigger) {
        return work.call(() -> {
            long id = matrices.draft("Matrix", null);
            matrices.save(
                    id,
                    new SaveRow(
                            null,
                            0,
                            1,
                            null,
                            null,
                            trigger,
                            OurRole.SALES_HEAD,
                            CustomerLevel.N_1,
                            "Call them.",
                            8,
                            null));
            return id;
        });
    }

    private boolean met(long matrix) {
        return !work.call(() -> matrices.simulate(matrix, Scope.of("KA")))
                .told()
                .isEmpty();
    }

    private void dispute(String amount) {
        disputes.raise(
                disputes.command("RATE", null, null, new RaiseDispute.Line("INV-1", null, Money.of(amount), null)));
    }

    private void breakPromise(LocalDate on) {
        clock.moveTo(on.minusDays(4));
        cast.as(
                ALICE,
                () -> promises.make(
                        FormKey.fresh(),
                        new MakePromise(
                                "KA-AIRTEL",
                                List.of(new MakePromise.Line("INV-1", null)),
                                List.of(new MakePromise.Instalment(on.minusDays(3), Money.of("100"))),
                                PromiseBasis.GROSS,
                                PromiseOrder.OLDEST,
                                "Mr Verma",
                                PromiseChannel.CALL,
                                null,
                                null)));
        clock.moveTo(on);
        assertThat(judgements.judge()).isEqualTo(1);
    }

    private void contact(ContactResult result) {
        LocalDate today = LocalDate.now(clock);
        cast.as(
                ALICE,
                () -> contacts.log(
                        FormKey.fresh(),
                        new LogContact("KA-AIRTEL", Channel.CALL, "Mr Verma", result, null, today, null)));
    }
}
