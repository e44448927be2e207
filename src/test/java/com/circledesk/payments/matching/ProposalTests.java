package com.circledesk.payments.matching;

import static com.circledesk.support.Cast.ARUN;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.payments.advices.AdviceService;
import com.circledesk.payments.advices.PasteAdvice;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ProposalTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private Proposals proposals;

    @Autowired
    private ProposalQueries queries;

    @Autowired
    private ProposalService service;

    @Autowired
    private ProposalBulk bulk;

    @Autowired
    private Habits habits;

    @Autowired
    private AutoPosting autoPosting;

    @Autowired
    private MatchingJob job;

    @Autowired
    private AdviceService adviceService;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private InvoiceQueries invoices;

    @Autowired
    private AllocationQueries allocations;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void fourInvoicesAndTheirRun() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        receivables.invoice(account, "INV-2", "ENERGY", "2026-06-01", "2026-06-30", "31234.56", "5622.22");
        receivables.invoice(account, "INV-3", "RENTAL", "2026-07-01", "2026-07-31", "64000", "11520");
        receivables.invoice(account, "INV-4", "RENTAL", "2026-08-01", "2026-08-31", "64000", "11520");
        // The three oldest less 2 %: 1,16,000 + 36,231.78 + 74,240.
        receivables.receipt(account, "RC-1", "2026-09-10", "226471.78");
        ActorContext.set(cast.actor(FARAH), null);
    }

    private ProposalRow row(String receiptNo) {
        return queries.find(receiptNo, KA).orElseThrow();
    }

    private ConfirmProposal asShown(String receiptNo) {
        return new ConfirmProposal(receiptNo, row(receiptNo).stamp(), null);
    }

    @Test
    void aReceiptWithSomethingLeftIsProposed() {
        assertThat(row("RC-1").isProposed()).isFalse();
        assertThat(proposals.matchChanged(KA)).isEqualTo(1);
        ProposalRow row = row("RC-1");
        assertThat(row.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(row.evidence()).contains(Evidence.OLDEST_RUN, Evidence.NET_OF_TAX);
        assertThat(row.invoices()).isEqualTo(3);
        assertThat(row.tds()).isEqualTo(Money.of("3905"));
        assertThat(queries.lines(row.receiptId(), KA))
                .extracting(ProposedLine::invoiceNo)
                .containsExactly("INV-1", "INV-2", "INV-3");
        assertThat(queries.lines(row.receiptId(), KA))
                .extracting(ProposedLine::disputed)
                .containsOnly(Money.ZERO);
        assertThat(queries.totals(ProposalFilter.of(Confidence.CERTAIN), KA))
                .isEqualTo(new ProposalTotals(1, Money.of("226471.78"), 3));
        assertThat(queries.totals(ProposalFilter.of(Confidence.LIKELY), KA).receipts())
                .isZero();
    }

    @Test
    void anAdviceThatCameBeforeItsMoneyIsWhatTheMoneyPays() {
        PasteAdvice early = new PasteAdvice(null, LocalDate.of(2026, 9, 14), null, "INV-4,75520,1280,0,0,74240");
        adviceService.record(FormKey.fresh(), early);
        receivables.receipt(account, "RC-LATE", "2026-09-15", "74240");
        job.run();
        ProposalRow row = row("RC-LATE");
        assertThat(row.evidence()).contains(Evidence.ADVICE);
        assertThat(queries.lines(row.receiptId(), KA))
                .extracting(ProposedLine::invoiceNo)
                .containsExactly("INV-4");
    }

    @Test
    void onlyChangedBooksAreMatchedAgain() {
        assertThat(proposals.matchChanged(KA)).isEqualTo(1);
        assertThat(proposals.matchChanged(KA)).isZero();
        receivables.receipt(account, "RC-2", "2026-09-11", "500");
        assertThat(proposals.matchChanged(KA)).isEqualTo(1);
    }

    @Test
    void confirmingPostsItAndTheHistoryTellsByWhichRule() {
        proposals.matchChanged(KA);
        service.confirm(FormKey.fresh(), asShown("RC-1"));
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.ZERO);
        assertThat(invoices.get("INV-3", KA).open()).isEqualTo(Money.ZERO);
        List<AllocationRow> made =
                allocations.ofReceipt(receipts.get("RC-1", KA).id(), KA);
        assertThat(made).hasSize(3);
        assertThat(text("select distinct rule from allocation")).isEqualTo("Proposal, certain: net of tax, oldest run");
    }

    @Test
    void aDoubleClickPostsOnce() {
        proposals.matchChanged(KA);
        FormKey key = FormKey.fresh();
        ConfirmProposal asked = asShown("RC-1");
        String first = service.confirm(key, asked).outcome();
        assertThat(service.confirm(key, asked).outcome()).isEqualTo(first);
        assertThat(allocations.ofReceipt(receipts.get("RC-1", KA).id(), KA)).hasSize(3);
    }

    @Test
    void twoWhoConfirmTheSameProposalOneWinsAndTheOtherReadsWhy() {
        proposals.matchChanged(KA);
        ConfirmProposal asked = asShown("RC-1");
        List<Race.Finish<Submission>> both =
                Race.of(2, cast.actor(FELIX), runner -> service.confirm(FormKey.fresh(), asked));
        assertThat(both).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(both)
                .filteredOn(finish -> !finish.won())
                .singleElement()
                .satisfies(finish -> assertThat(finish.refusal()).isInstanceOf(BusinessRuleException.class));
        assertThat(allocations.ofReceipt(receipts.get("RC-1", KA).id(), KA)).hasSize(3);
    }

    @Test
    void whoConfirmsAfterAColleagueReadsWhy() {
        proposals.matchChanged(KA);
        ConfirmProposal asked = asShown("RC-1");
        service.confirm(FormKey.fresh(), asked);
        assertThatThrownBy(() -> service.confirm(FormKey.fresh(), asked))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("changed since");
    }

    @Test
    void whatIsNotSoAnyMoreIsNotShownAndNotPosted() {
        proposals.matchChanged(KA);
        ConfirmProposal asked = asShown("RC-1");
        long other = receivables.receipt(account, "RC-2", "2026-09-12", "1000");
        receivables.allocate(other, invoices.get("INV-2", KA).id(), "1000");
        assertThat(row("RC-1").isProposed()).isFalse();
        assertThatThrownBy(() -> service.confirm(FormKey.fresh(), asked))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("changed since");
    }

    @Test
    void aBouncedReceiptIsNotProposed() {
        proposals.matchChanged(KA);
        receivables.reverse(DocumentKind.RECEIPT, receipts.get("RC-1", KA).id());
        proposals.matchChanged(KA);
        assertThat(queries.totals(ProposalFilter.ALL, KA).receipts()).isZero();
    }

    @Test
    void aRefusedSetIsRememberedAndNotProposedAgain() {
        proposals.matchChanged(KA);
        service.refuse(new RefuseProposal("RC-1", "They pay September"));
        assertThat(row("RC-1").isProposed()).isFalse();
        proposals.matchChanged(KA);
        assertThat(row("RC-1").isProposed()).isFalse();
        assertThat(text("select cardinality(invoices)::text from refused_proposal"))
                .isEqualTo("3");
    }

    @Test
    void aShortPayNeedsItsReasonAndStaysOpen() {
        receivables.receipt(account, "RC-3", "2026-09-13", "110000", "INV-1");
        proposals.matchChanged(KA);
        assertThat(row("RC-3").shortBy()).isEqualTo(Money.of("6000"));
        assertThatThrownBy(() -> service.confirm(FormKey.fresh(), asShown("RC-3")))
                .hasMessageContaining("Say why");
        service.confirm(FormKey.fresh(), new ConfirmProposal("RC-3", row("RC-3").stamp(), "PART_PAYMENT"));
        assertThat(invoices.get("INV-1", KA).open()).isEqualTo(Money.of("6000"));
    }

    @Test
    void allCertainOnesAreOneClick() {
        long other = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(other, "J-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        receivables.receipt(other, "RC-9", "2026-09-13", "116000", "J-1");
        proposals.matchChanged(KA);
        ConfirmedProposals done = bulk.confirmCertain(ProposalFilter.ALL, KA);
        assertThat(done.confirmed()).isEqualTo(2);
        assertThat(done.rest()).isEqualTo(Money.of("342471.78"));
        assertThat(done.failures()).isEmpty();
        assertThat(bulk.confirmCertain(ProposalFilter.ALL, KA).confirmed()).isZero();
    }

    @Test
    void nothingIsPostedByItselfUnlessThatIsTurnedOn() {
        job.run();
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.of("226471.78"));
        ActorContext.set(cast.actor(ARUN), null);
        autoPosting.turnOn("ka-air", KA);
        assertThat(autoPosting.list(KA)).extracting(AutoPosting.Row::account).containsExactly("KA-AIR");
        job.run();
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.ZERO);
        autoPosting.turnOff("KA-AIR", KA);
        assertThat(autoPosting.list(KA)).isEmpty();
    }

    @Test
    void habitsAreLearnedFromWhatIsConfirmedAndCanBeSwitchedOff() {
        for (int month = 1; month <= 3; month++) {
            habits.learn(account, Set.of(Evidence.OLDEST_RUN), 2, null);
        }
        HabitRow habit = habits.list(KA).get(0);
        assertThat(habit.kind()).isEqualTo("OLDEST_FIRST");
        assertThat(habit.counts()).isTrue();
        assertThat(habits.of(account, KA).kinds()).containsExactly(Habit.OLDEST_FIRST);
        habits.switchOff(habit.id(), KA);
        assertThat(habits.of(account, KA).kinds()).isEmpty();
        assertThat(habits.list(KA).get(0).offBy()).isEqualTo(FARAH.email());
        habits.switchOn(habit.id(), KA);
        assertThat(habits.of(account, KA).kinds()).containsExactly(Habit.OLDEST_FIRST);
        habits.learn(account, Set.of(Evidence.SINGLE), 1, null);
        habits.learn(account, Set.of(Evidence.SINGLE), 1, null);
        assertThat(habits.of(account, KA).kinds()).isEmpty();
        assertThatThrownBy(() -> habits.switchOff(habit.id(), Scope.of("MH"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void confirmingTeachesTheRate() {
        for (int n = 1; n <= 3; n++) {
            receivables.invoice(
                    account,
                    "W-" + n,
                    "RENTAL",
                    "2026-09-0" + n,
                    "2026-10-0" + n,
                    n + "00000",
                    String.valueOf(n * 18_000));
            receivables.receipt(account, "RW-" + n, "2026-09-2" + n, lessTaxOnGross(n), "INV W-" + n);
        }
        proposals.matchChanged(KA);
        for (int n = 1; n <= 3; n++) {
            service.confirm(FormKey.fresh(), asShown("RW-" + n));
        }
        assertThat(habits.of(account, KA).rate())
                .isNotNull()
                .satisfies(rate -> assertThat(rate.onGross()).isTrue());
    }

    private static String lessTaxOnGross(int n) {
        BigDecimal gross = BigDecimal.valueOf(n * 118_000L);
        BigDecimal tax = gross.multiply(new BigDecimal("0.02")).setScale(0, RoundingMode.HALF_UP);
        return gross.subtract(tax).toPlainString();
    }

    @Test
    void anAccountManagerOfAnotherCircleSeesNothing() {
        proposals.matchChanged(KA);
        ActorContext.set(cast.actor(BOB), null);
        assertThat(queries.totals(ProposalFilter.ALL, Scope.of("MH")).receipts())
                .isZero();
        assertThat(text("select count(*)::text from proposal")).isEqualTo("0");
    }

    private String text(String sql) {
        return work.call(() -> jdbc.sql(sql).query(String.class).single());
    }
}
