package com.circledesk.collections.promises;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.collections.promises.MakePromise.Instalment;
import com.circledesk.collections.promises.MakePromise.Line;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.CutOff;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a promise is, and what comes of it: the rules of the figures, section 4, over their edges. */
@IntegrationTest
class PromisesTests {
    private static final LocalDate TODAY = TestClock.TODAY;
    private static final Scope KA = Scope.of("KA");

    @Autowired
    Promises promises;

    @Autowired
    PromiseQueries queries;

    @Autowired
    PromiseJudgements judgements;

    @Autowired
    Accounts accounts;

    @Autowired
    Receivables receivables;

    @Autowired
    SystemWork work;

    @Autowired
    Cast cast;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private long airtel;

    @BeforeEach
    void anAccount() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    private long invoice(String number, String total) {
        return receivables.invoice(airtel, number, "2026-09-01", "2026-10-01", total);
    }

    private static MakePromise of(String amount, LocalDate on, String... invoices) {
        return promise(
                Arrays.stream(invoices).map(number -> new Line(number, null)).toList(),
                PromiseBasis.GROSS,
                new Instalment(on, Money.of(amount)));
    }

    private static MakePromise promise(List<Line> lines, PromiseBasis basis, Instalment... instalments) {
        return new MakePromise(
                "KA-AIRTEL",
                lines,
                List.of(instalments),
                basis,
                PromiseOrder.OLDEST,
                "Mr Verma",
                PromiseChannel.CALL,
                null,
                null);
    }

    private String make(MakePromise asked) {
        return cast.as(ALICE, () -> promises.make(FormKey.fresh(), asked).outcome());
    }

    private void withdraw(String ref) {
        cast.as(ALICE, () -> promises.withdraw(FormKey.fresh(), new WithdrawPromise(ref, "He meant another invoice")));
    }

    private PromiseRow row(String ref) {
        return cast.as(ALICE, () -> queries.get(ref, KA).row());
    }

    private void pay(String receipt, long invoice, String on, String cash, String tds) {
        long id = receivables.receipt(airtel, receipt, on, cash);
        receivables.allocate(id, invoice, cash, tds, "0", on);
    }

    private List<String> promised(String asOf, @Nullable String knownOn) {
        return work.call(() -> jdbc.sql("""
                        select i.invoice_no || ' ' || x.amount from promised_amounts('{KA}', cast(:on as date), cast(:known as date)) x
                        join invoice i on i.id = x.invoice_id order by 1
                        """)
                .param("on", asOf)
                .param("known", knownOn)
                .query(String.class)
                .list());
    }

    private List<String> tasks() {
        return work.call(
                () -> jdbc.sql("select title from task").query(String.class).list());
    }

    @Test
    void theVectorOfTheFigures() {
        long[] invoices = {invoice("A", "100"), invoice("B", "50"), invoice("C", "80"), invoice("D", "40")};
        LocalDate due = TODAY.plusDays(4);
        List<String> refs = List.of(
                make(of("100", due, "A")),
                make(of("50", due, "B")),
                make(of("80", due, "C")),
                make(of("40", due, "D")));
        assertThat(refs.get(0))
                .isEqualTo("P-KA-000001".substring(0, 5) + refs.get(0).substring(5));
        clock.moveTo(due.plusDays(2));
        pay("R1", invoices[0], "2026-11-27", "90", "10");
        pay("R2", invoices[1], "2026-11-25", "30", "0");
        assertThat(judgements.judge())
                .as("the last day of tolerance is not over")
                .isZero();
        clock.moveTo(due.plusDays(3));
        pay("R4", invoices[3], "2026-11-28", "40", "0");
        assertThat(judgements.judge()).isEqualTo(3);
        assertThat(refs.stream().map(this::row).map(PromiseRow::status))
                .containsExactly(
                        PromiseStatus.KEPT, PromiseStatus.PARTLY_KEPT, PromiseStatus.BROKEN, PromiseStatus.BROKEN);
        KeptRate rate = cast.as(ALICE, () -> queries.keptRate(KA, PromiseFilter.of(BookFilter.NONE)));
        assertThat(rate.matured()).isEqualTo(4);
        assertThat(rate.byCount()).isEqualTo(new BigDecimal("25.0"));
        assertThat(rate.byValue()).isEqualTo(new BigDecimal("48.1"));
        assertThat(work.call(() -> jdbc.sql("select rate || ' ' || is_own from promise_kept_rates('{KA}', null)")
                        .query(String.class)
                        .single()))
                .as("below five the assumed rate counts")
                .startsWith("0.600")
                .endsWith("false");
        assertThat(judgements.judge()).as("it is all judged").isZero();
        assertThat(tasks())
                .as("nobody manages the account, but Alice took the promises")
                .containsExactly(
                        "3 promises of KA-AIRTEL were not kept: ₹140.00 did not come. Ask, and agree on new days.");
    }

    @Test
    void cutOffBetweenJudgingAndTellingEachIsJudgedOnceAndTheOwnerToldOnce() throws Exception {
        invoice("A", "100");
        invoice("B", "50");
        List<String> refs = List.of(make(of("100", TODAY.plusDays(4), "A")), make(of("50", TODAY.plusDays(4), "B")));
        clock.moveTo(TODAY.plusDays(7));
        try (CutOff cut = new CutOff()) {
            cut.before("task");
            assertThat(cut.during(judgements::judge)).as("it died").isNotNull();
        }
        assertThat(refs).extracting(ref -> row(ref).status()).containsOnly(PromiseStatus.BROKEN);
        assertThat(tasks()).isEmpty();

        assertThat(Race.of(2, work.actor(), instance -> judgements.judge())).allMatch(Race.Finish::won);
        assertThat(tasks())
                .containsExactly(
                        "2 promises of KA-AIRTEL were not kept: ₹150.00 did not come. Ask, and agree on new days.");
        assertThat(refs)
                .allSatisfy(ref -> assertThat(cast.as(ALICE, () -> queries.history(row(ref).id(), KA)))
                        .extracting(PromiseHappening::what)
                        .containsExactly("BROKEN", "MADE"));
    }

    @Test
    void moneyJudgesInItsOwnTransactionAndItsReversalJudgesAgain() {
        long invoice = invoice("A", "1000");
        pay("R0", invoice, "2026-11-21", "100", "0");
        String ref = make(of("500", TODAY.plusDays(2), "A"));
        assertThat(row(ref).received())
                .as("what came before on the same day does not count")
                .isEqualTo(Money.ZERO);
        long receipt = receivables.receipt(airtel, "R1", "2026-11-21", "700");
        long first = receivables.allocate(receipt, invoice, "400");
        assertThat(row(ref).status()).isEqualTo(PromiseStatus.OPEN);
        assertThat(row(ref).rest()).isEqualTo(Money.of("100"));
        assertThat(promised("2026-11-21", null)).containsExactly("A 100.00");
        receivables.allocate(receipt, invoice, "300", "2026-11-22");
        assertThat(row(ref).status()).isEqualTo(PromiseStatus.KEPT);
        clock.moveTo(TODAY.plusDays(30));
        receivables.reverse(DocumentKind.ALLOCATION, first, "2026-12-15");
        assertThat(row(ref).status()).as("it bounced long after").isEqualTo(PromiseStatus.PARTLY_KEPT);
        assertThat(row(ref).received()).isEqualTo(Money.of("300"));
        pay("R2", invoice, "2026-11-23", "200", "0");
        assertThat(row(ref).status()).as("found later, but it came in time").isEqualTo(PromiseStatus.KEPT);
        assertThat(cast.as(ALICE, () -> queries.history(row(ref).id(), KA)))
                .extracting(PromiseHappening::what)
                .containsExactly("KEPT", "PARTLY_KEPT", "KEPT", "OPEN", "MADE");
        assertThatThrownBy(() -> withdraw(ref)).isInstanceOf(BusinessRuleException.class);
    }

    @Test
    void ofAPlanTheEarlierInstalmentsAreGivenFirst() {
        long a = invoice("A", "300");
        long b = receivables.invoice(airtel, "B", "2026-09-02", "2026-10-02", "300");
        String first = make(promise(
                List.of(new Line("A", null), new Line("B", null)),
                PromiseBasis.NET,
                new Instalment(TODAY.plusDays(1), Money.of("200")),
                new Instalment(TODAY.plusDays(11), Money.of("200")),
                new Instalment(TODAY.plusDays(21), Money.of("200"))));
        assertThat(promised("2026-11-21", null)).containsExactly("A 100.00", "A 200.00", "B 100.00", "B 200.00");
        pay("R1", b, "2026-11-21", "250", "20");
        List<PromiseRow> plan = cast.as(ALICE, () -> queries.plan(first, KA));
        assertThat(plan)
                .extracting(row -> row.status() + " " + row.received())
                .as("net of tax: only cash counts")
                .containsExactly("KEPT 200.00", "OPEN 50.00", "OPEN 0.00");
        assertThat(promised("2026-11-21", null)).as("of B but 30 is left").containsExactly("A 100.00", "B 30.00");
        clock.moveTo(TODAY.plusDays(14));
        judgements.judge();
        pay("R2", a, "2026-12-05", "200", "0");
        assertThat(cast.as(ALICE, () -> queries.plan(first, KA)))
                .extracting(row -> row.status() + " " + row.received())
                .as("what comes too late for the second is the third's")
                .containsExactly("KEPT 200.00", "PARTLY_KEPT 50.00", "KEPT 200.00");
        assertThat(promised("2026-11-21", "2026-11-21")).as("as known then").containsExactly("A 100.00", "B 30.00");
    }

    @Test
    void forALumpSumWhateverTheAccountPaysCounts() {
        long a = invoice("A", "300");
        long b = receivables.invoice(airtel, "B", "2026-09-02", "2026-10-02", "300");
        receivables.invoice(airtel, "C", "2026-09-03", "2026-10-03", "300");
        String apart = make(of("100", TODAY.plusDays(5), "B"));
        String lump = make(promise(List.of(), PromiseBasis.GROSS, new Instalment(TODAY.plusDays(5), Money.of("400"))));
        assertThat(promised("2026-11-21", null))
                .as("oldest first, and not what is promised apart")
                .containsExactly("A 300.00", "B 100.00", "C 100.00");
        receivables.receipt(airtel, "R1", "2026-11-21", "150");
        assertThat(row(lump).received()).as("not allocated yet").isEqualTo(Money.of("150"));
        pay("R2", b, "2026-11-21", "100", "0");
        assertThat(row(apart).status()).isEqualTo(PromiseStatus.KEPT);
        assertThat(row(lump).received()).as("that was for the other promise").isEqualTo(Money.of("150"));
        assertThatThrownBy(() -> make(promise(List.of(), PromiseBasis.GROSS, new Instalment(TODAY, Money.of("1")))))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining(lump);
        assertThatThrownBy(() -> make(of("1", TODAY, "A"))).hasMessageContaining(lump);
        pay("R3", a, "2026-11-21", "245", "5");
        assertThat(row(lump).status()).isEqualTo(PromiseStatus.KEPT);
    }

    @Test
    void isPromisedOnceAtATimeAndNoMoreThanIsOpen() {
        invoice("A", "300");
        assertThat(cast.as(ALICE, () -> queries.promisable(airtel, List.of(), 9, KA)))
                .singleElement()
                .returns(Money.of("300"), PromisableInvoice::open)
                .returns(Money.ZERO, PromisableInvoice::disputed);
        String ref = make(of("300", TODAY.plusDays(1), "A"));
        assertThatThrownBy(() -> make(of("1", TODAY, "A"))).hasMessageContaining(ref);
        withdraw(ref);
        assertThat(row(ref).status()).isEqualTo(PromiseStatus.WITHDRAWN);
        assertThat(promised("2026-11-21", null)).isEmpty();
        assertThatThrownBy(() -> make(of("301", TODAY, "A"))).hasMessageContaining("300.00");
        assertThatThrownBy(() -> make(of("1", TODAY.minusDays(1), "A"))).isInstanceOf(BusinessRuleException.class);
        assertThatThrownBy(() -> make(of("1", TODAY, "X"))).isInstanceOf(NotFoundException.class);
        String again = make(of("200", TODAY, "A"));
        assertThat(row(again).level())
                .as("the first was taken back on its own day")
                .isZero();
        clock.moveTo(TODAY.plusDays(3));
        String third = make(of("200", TODAY.plusDays(4), "A"));
        assertThat(row(again).status()).as("it was over").isEqualTo(PromiseStatus.BROKEN);
        assertThat(row(third).level()).isEqualTo(1);
        assertThatThrownBy(() ->
                        cast.as(BOB, () -> promises.withdraw(FormKey.fresh(), new WithdrawPromise(third, "no"))))
                .isInstanceOf(NotFoundException.class);
        assertThat(promised("2026-11-21", null)).as("of that day").containsExactly("A 200.00");
    }

    @Test
    void theDatabaseTakesNoPromiseThatItsInvoicesDoNotHold() {
        assertThatThrownBy(() -> work.run(() -> jdbc.sql("""
                                insert into promise (id, promise_ref, plan_id, account_id, circle, covers, basis, amount, promised_on,
                                                     promised_by, channel)
                                select 7, 'P-7', 7, id, circle, 'INVOICES', 'GROSS', 10, app_today(), 'Mr Verma', 'CALL' from account
                                """).update()))
                .rootCause()
                .hasMessageContaining("P-7 promises ₹10.00, but ₹0 is on its invoices.");
    }

    @Test
    void isWithdrawnOrKeptButNotBothWhileMoneyArrives() {
        for (int round = 0; round < 5; round++) {
            long invoice = invoice("A" + round, "100");
            String ref = make(of("100", TODAY, "A" + round));
            long receipt = receivables.receipt(airtel, "R" + round, "2026-11-21", "100");
            List<Race.Finish<Boolean>> finishes = Race.of(2, cast.actor(ALICE), runner -> {
                if (runner == 0) {
                    promises.withdraw(FormKey.fresh(), new WithdrawPromise(ref, "changed his mind"));
                } else {
                    receivables.allocate(receipt, invoice, "100");
                }
                return true;
            });
            assertThat(finishes.get(1).won()).as("money is never held up").isTrue();
            assertThat(row(ref).status())
                    .isEqualTo(finishes.get(0).won() ? PromiseStatus.WITHDRAWN : PromiseStatus.KEPT);
        }
    }

    @Test
    void twoJudgementsAtOnceJudgeOnce() {
        for (int number = 0; number < 20; number++) {
            invoice("A" + number, "100");
            make(of("100", TODAY, "A" + number));
        }
        clock.moveTo(TODAY.plusDays(3));
        Race.of(2, work.actor(), runner -> judgements.judge());
        assertThat(work.call(() -> jdbc.sql("select count(*) || ' ' || min(status) from promise_event")
                        .query(String.class)
                        .single()))
                .isEqualTo("20 BROKEN");
        assertThat(work.call(() ->
                        jdbc.sql("select count(*) from task").query(Long.class).single()))
                .isOne();
        assertThat(ActorContext.current()).isNull();
    }
}
