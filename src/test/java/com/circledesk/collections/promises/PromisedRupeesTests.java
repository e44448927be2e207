package com.circledesk.collections.promises;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.matching.ConfirmProposal;
import com.circledesk.payments.matching.Evidence;
import com.circledesk.payments.matching.ProposalQueries;
import com.circledesk.payments.matching.ProposalRow;
import com.circledesk.payments.matching.ProposalService;
import com.circledesk.payments.matching.Proposals;
import com.circledesk.payments.rupees.RupeeMonths;
import com.circledesk.payments.rupees.RupeePart;
import com.circledesk.payments.rupees.RupeeQueries;
import com.circledesk.payments.rupees.Rupees;
import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What others make of promises: where every rupee is, and whose invoices a bank credit pays. */
@IntegrationTest
class PromisedRupeesTests {
    private static final Scope KA = Scope.of("KA");
    private static final LocalDate TODAY = TestClock.TODAY;

    @Autowired
    Promises promises;

    @Autowired
    RupeeQueries rupees;

    @Autowired
    RupeeMonths months;

    @Autowired
    Proposals proposals;

    @Autowired
    ProposalService settling;

    @Autowired
    ProposalQueries proposed;

    @Autowired
    PromiseQueries queries;

    @Autowired
    Accounts accounts;

    @Autowired
    Receivables receivables;

    @Autowired
    Disputes disputes;

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
    void aBook() {
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        receivables.invoice(airtel, "A", "2026-09-01", "2026-10-01", "1000");
        receivables.invoice(airtel, "B", "2026-09-02", "2026-10-02", "500");
    }

    private String make(String amount, LocalDate on, String... invoices) {
        return cast.as(
                ALICE,
                () -> promises.make(
                                FormKey.fresh(),
                                new MakePromise(
                                        "KA-AIRTEL",
                                        List.of(invoices).stream()
                                                .map(number -> new MakePromise.Line(number, null))
                                                .toList(),
                                        List.of(new MakePromise.Instalment(on, Money.of(amount))),
                                        PromiseBasis.NET,
                                        PromiseOrder.OLDEST,
                                        "Mr Verma",
                                        PromiseChannel.CALL,
                                        null,
                                        null))
                        .outcome());
    }

    private Rupees rupees(LocalDate day) {
        return work.call(() -> rupees.rupees(KA, AgeingRequest.of(day, AgeingGroup.ACCOUNT, BookFilter.NONE)));
    }

    @Test
    void whatIsPromisedComesFirstOfWhatIsOverdue() {
        disputes.raised("A", "700");
        String ref = make("600", TODAY.plusDays(3), "A");
        Rupees now = rupees(TODAY);
        assertThat(now.totals().of(RupeePart.PROMISED)).isEqualTo(Money.of("600"));
        assertThat(now.totals().of(RupeePart.DISPUTED)).as("what is left of it").isEqualTo(Money.of("400"));
        assertThat(now.totals().of(RupeePart.CLEAN)).isEqualTo(Money.of("500"));
        assertThat(now.difference()).isEqualTo(Money.ZERO);
        assertThat(work.call(() -> rupees.items(
                                KA,
                                AgeingRequest.of(TODAY, AgeingGroup.ACCOUNT, BookFilter.NONE),
                                RupeePart.PROMISED,
                                0,
                                10)
                        .items()))
                .singleElement()
                .satisfies(item -> assertThat(item.amount()).isEqualTo(Money.of("600")));
        cast.as(ALICE, () -> promises.withdraw(FormKey.fresh(), new WithdrawPromise(ref, "He cannot")));
        assertThat(rupees(TODAY).totals().of(RupeePart.PROMISED))
                .as("remembered no longer")
                .isEqualTo(Money.ZERO);
        assertThat(rupees(TODAY).difference()).isEqualTo(Money.ZERO);
    }

    @Test
    void aMonthEndIsWorkedOutAgainWhenAPromiseOfThenIsTold() {
        clock.moveTo(TODAY.plusDays(1));
        assertThat(months.workOut()).isPositive();
        clock.moveTo(TODAY.plusDays(2));
        assertThat(months.workOut()).isZero();
        String sql =
                "select coalesce(sum(amount), 0) from rupee_month where month_end = '2026-10-31' and part = 'PROMISED'";
        assertThat(work.call(() -> jdbc.sql(sql).query(BigDecimal.class).single()))
                .isZero();
        cast.as(
                ALICE,
                () -> promises.make(
                        FormKey.fresh(),
                        new MakePromise(
                                null,
                                List.of(new MakePromise.Line("B", Money.of("200"))),
                                List.of(new MakePromise.Instalment(LocalDate.of(2026, 11, 30), Money.of("200"))),
                                PromiseBasis.GROSS,
                                PromiseOrder.LISTED,
                                "Mr Verma",
                                PromiseChannel.LETTER,
                                null,
                                LocalDate.of(2026, 10, 30))));
        assertThat(months.workOut()).as("October alone").isOne();
        assertThat(work.call(() -> jdbc.sql(sql).query(BigDecimal.class).single()))
                .isEqualTo("200.00");
    }

    @Test
    void aPartPaymentAgainstAPromisePaysItsInvoices() {
        String ref = make("1200", TODAY.plusDays(3), "B", "A");
        receivables.receipt(airtel, "RC-1", "2026-11-21", "1200", "NEFT");
        ProposalRow row = cast.as(FARAH, () -> {
            proposals.matchChanged(KA);
            return proposed.find("RC-1", KA).orElseThrow();
        });
        assertThat(row.evidence()).containsExactly(Evidence.PROMISE);
        cast.as(
                FARAH,
                () -> settling.confirm(
                        FormKey.fresh(),
                        new ConfirmProposal("RC-1", Objects.requireNonNull(row.stamp()), "PART_PAYMENT")));
        PromiseRow kept = cast.as(ALICE, () -> queries.get(ref, KA).row());
        assertThat(kept.status()).isEqualTo(PromiseStatus.KEPT);
        assertThat(kept.received()).isEqualTo(Money.of("1200"));
        assertThat(ActorContext.current()).isNull();
    }

    @Test
    void theMoneyOfALumpSumLooksForItsInvoices() {
        String ref = make("1100", TODAY.plusDays(3));
        receivables.receipt(airtel, "RC-1", "2026-11-21", "1100", "NEFT");
        assertThat(cast.as(ALICE, () -> queries.get(ref, KA).row().status())).isEqualTo(PromiseStatus.KEPT);
        ProposalRow row = cast.as(FARAH, () -> {
            proposals.matchChanged(KA);
            return proposed.find("RC-1", KA).orElseThrow();
        });
        assertThat(row.evidence()).containsExactly(Evidence.PROMISE);
    }
}
