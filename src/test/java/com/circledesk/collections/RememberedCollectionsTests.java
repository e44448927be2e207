package com.circledesk.collections;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.collections.plans.ActionPlans;
import com.circledesk.collections.plans.EndPlan;
import com.circledesk.collections.plans.OpenPlan;
import com.circledesk.collections.plans.OrphanRupeeQueries;
import com.circledesk.collections.plans.PlanOutcome;
import com.circledesk.collections.promises.MakePromise;
import com.circledesk.collections.promises.PromiseBasis;
import com.circledesk.collections.promises.PromiseChannel;
import com.circledesk.collections.promises.PromiseFilter;
import com.circledesk.collections.promises.PromiseJudgements;
import com.circledesk.collections.promises.PromiseOrder;
import com.circledesk.collections.promises.PromiseQueries;
import com.circledesk.collections.promises.PromiseSort;
import com.circledesk.collections.promises.Promises;
import com.circledesk.collections.promises.WithdrawPromise;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRequest;
import com.circledesk.collections.targets.ChangeTarget;
import com.circledesk.collections.targets.DecideTargets;
import com.circledesk.collections.targets.SubmitTargets;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.collections.targets.TargetService;
import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.collections.worklist.WorklistQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.LedgerMemory;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Worklist, bridge and orphan rupees are remembered, and never older than what was done last. The clock stands at 21 November 2026. */
@IntegrationTest
class RememberedCollectionsTests {
    private static final Scope KA = Scope.of("KA");
    private static final YearMonth MONTH = YearMonth.of(2026, 11);

    @Autowired
    private WorklistQueries worklists;

    @Autowired
    private TargetQueries targets;

    @Autowired
    private OrphanRupeeQueries orphans;

    @Autowired
    private Promises promises;

    @Autowired
    private PromiseQueries promiseQueries;

    @Autowired
    private PromiseJudgements judgements;

    @Autowired
    private ActionPlans plans;

    @Autowired
    private TargetService targetService;

    @Autowired
    private LedgerMemory memory;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private long airtel;
    private List<Object> before = List.of();

    @BeforeEach
    void book() {
        List.of(ALICE, HARISH).forEach(cast::id);
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        long jio = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(airtel, "A-1", "2026-06-01", "2026-07-01", "3000000");
        receivables.invoice(airtel, "A-2", "2026-06-01", "2026-07-01", "2000000");
        receivables.invoice(jio, "J-1", "2026-06-01", "2026-07-01", "4000000");
        manage(airtel);
        manage(jio);
        before = read();
    }

    private void manage(long account) {
        work.run(() -> jdbc.sql(
                        "insert into account_manager (account_id, circle, from_on, user_id) values (:a, 'KA', '2026-01-01', :u)")
                .param("a", account)
                .param("u", cast.id(ALICE))
                .update());
    }

    /** As pages do: a transaction that writes remembers nothing. */
    private List<Object> read() {
        LocalDate today = LocalDate.now(clock);
        BridgeRequest asked = new BridgeRequest(MONTH, today, BridgeGroup.ACCOUNT, BookFilter.NONE, cast.id(ALICE));
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        return Objects.requireNonNull(ActorContext.callAs(
                cast.actor(ALICE),
                null,
                () -> reading.execute(status -> List.of(
                        worklists.worklist(
                                KA, new WorklistFilter(BookFilter.NONE, cast.id(ALICE), "all", "score"), today),
                        targets.bridge(KA, asked),
                        targets.closingInvoices(KA, asked, 5),
                        promises(PromiseFilter.open(BookFilter.NONE)),
                        promises(PromiseFilter.open(BookFilter.NONE).onlyAsking()),
                        orphans.share(KA, BookFilter.NONE, today)))));
    }

    private List<Object> promises(PromiseFilter filter) {
        return List.of(
                promiseQueries.totals(KA, filter), promiseQueries.rows(KA, filter, PromiseSort.DUE, false, 0, 10));
    }

    /** What is read now is another than before, and what somebody would read who remembers nothing. */
    private void shows(String what) {
        List<Object> remembered = read();
        assertThat(remembered).as(what + " is seen").isNotEqualTo(before);
        memory.forgetAll();
        before = read();
        assertThat(remembered).as(what + " is all there").isEqualTo(before);
    }

    private String promise(String amount, String invoice) {
        return cast.as(
                ALICE,
                () -> promises.make(
                                FormKey.fresh(),
                                new MakePromise(
                                        "KA-AIRTEL",
                                        List.of(new MakePromise.Line(invoice, null)),
                                        List.of(new MakePromise.Instalment(
                                                LocalDate.of(2026, 11, 24), Money.of(amount))),
                                        PromiseBasis.GROSS,
                                        PromiseOrder.OLDEST,
                                        "Mr Verma",
                                        PromiseChannel.CALL,
                                        null,
                                        null))
                        .outcome());
    }

    @Test
    void whatIsPostedPromisedWithdrawnAndJudged() {
        receivables.receipt(airtel, "RC-1", "2026-11-20", "1000");
        shows("a receipt");
        String ref = promise("500000", "A-1");
        shows("a promise");
        cast.as(ALICE, () -> promises.withdraw(FormKey.fresh(), new WithdrawPromise(ref, "He meant another invoice")));
        shows("its withdrawal");
        promise("400000", "A-2");
        shows("another promise");
        clock.moveTo(LocalDate.of(2026, 11, 27));
        before = read();
        assertThat(judgements.judge()).isEqualTo(1);
        shows("its judgement");
    }

    @Test
    void whatIsPlannedTargetedAndHandedOver() {
        String plan = cast.as(
                ALICE,
                () -> plans.open(
                                FormKey.fresh(),
                                new OpenPlan(
                                        "KA-AIRTEL",
                                        "Short of cash",
                                        null,
                                        List.of("A-1"),
                                        LocalDate.of(2026, 12, 10),
                                        LocalDate.of(2026, 11, 28),
                                        cast.id(ALICE),
                                        "Two instalments.",
                                        List.of()))
                        .outcome());
        shows("a plan");
        cast.as(ALICE, () -> plans.end(FormKey.fresh(), new EndPlan(plan, 0, PlanOutcome.FAILED, "Nothing came")));
        shows("its end");
        cast.as(
                ALICE,
                () -> targetService.change(
                        FormKey.fresh(),
                        new ChangeTarget(
                                "KA-AIRTEL",
                                MONTH,
                                0,
                                Money.of("100000"),
                                Money.of("900000"),
                                "Agreed with the customer")));
        shows("a target");
        List<Long> version = work.call(() -> jdbc.sql("select id from collection_target_version")
                .query(Long.class)
                .list());
        cast.as(ALICE, () -> targetService.submit(FormKey.fresh(), new SubmitTargets(version)));
        shows("its submission");
        cast.as(HARISH, () -> targetService.decide(FormKey.fresh(), new DecideTargets(version, true, null)));
        shows("its approval");
        work.run(() -> jdbc.sql(
                        "insert into account_manager (account_id, circle, from_on, user_id) values (:a, 'KA', '2026-11-02', :u)")
                .param("a", airtel)
                .param("u", cast.id(HARISH))
                .update());
        shows("another manager");
    }
}
