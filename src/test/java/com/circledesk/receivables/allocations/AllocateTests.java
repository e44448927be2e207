package com.circledesk.receivables.allocations;

import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.circledesk.forms.FormAlreadySentException;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.EntryRow;
import com.circledesk.receivables.allocations.Allocate.Line;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.periods.PeriodLockService;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class AllocateTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private AllocationService service;

    @Autowired
    private AllocationQueries allocations;

    @Autowired
    private InvoiceQueries invoices;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private PeriodLockService locks;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    private long account;

    @BeforeEach
    void oneInvoiceAndOneReceipt() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "1000", "180");
        receivables.receipt(account, "RC-1", "2026-06-10", "400");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void movesCashAndTakesTheTaxTheCustomerDeducted() {
        // Peers have no way to record it (erpnext #54135, #45940).
        Line line =
                new Line("inv-1", Money.of("400"), Money.of("20"), Money.of("23.60"), Money.of("6.40"), "SLA of April");
        Submission sent = service.allocate(FormKey.fresh(), asked(line));

        assertThat(open("INV-1")).isEqualTo(Money.of("730.00"));
        assertThat(rest("RC-1")).isEqualTo(Money.ZERO);
        assertThat(invoices.entries(invoice("INV-1").id(), KA))
                .extracting(EntryRow::kind, entry -> entry.amount().toString())
                .contains(
                        tuple("ALLOCATION", "-400.00"),
                        tuple("TDS", "-20.00"),
                        tuple("GST_TDS", "-23.60"),
                        tuple("DEDUCTION", "-6.40"));
        AllocationRow row = allocations.get(Long.parseLong(sent.outcome()), KA);
        assertThat(row.effectiveOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(row.recordedBy()).isEqualTo(FARAH.email());
        assertThat(row.reason()).isEqualTo("as advised");
    }

    @Test
    void paysManyInvoicesAtOnce() {
        // Peers ask for fifty clicks for fifty invoices (erpnext #9201).
        receivables.invoice(account, "INV-2", "2026-06-20", "2026-07-20", "100");
        Submission sent = service.allocate(
                FormKey.fresh(), asked(Line.of("INV-1", Money.of("300")), Line.of("INV-2", Money.of("100"))));

        assertThat(sent.outcome().split(",")).hasSize(2);
        assertThat(open("INV-1")).isEqualTo(Money.of("880.00"));
        assertThat(open("INV-2")).isEqualTo(Money.ZERO);
        assertThat(allocations.ofInvoice(invoice("INV-2").id(), KA))
                .extracting(AllocationRow::effectiveOn)
                .as("the later of both dates")
                .containsExactly(LocalDate.of(2026, 6, 20));
    }

    @Test
    void appliesCreditThatIsOnAccount() {
        receivables.creditNote(account, "CN-1", "2026-07-01", "50", null);
        service.allocate(
                FormKey.fresh(),
                new Allocate(
                        AllocationSource.note("CN-1"), List.of(Line.of("INV-1", Money.of("50"))), null, "as agreed"));
        assertThat(open("INV-1")).isEqualTo(Money.of("1130.00"));
    }

    @Test
    void allOrNothing() {
        assertRefused(
                asked(Line.of("INV-1", Money.of("100")), Line.of("INV-9", Money.of("100"))),
                "unknown-invoice",
                "There is no invoice INV-9.");
        assertThat(rest("RC-1")).isEqualTo(Money.of("400.00"));
    }

    @Test
    void neverMoreThanIsLeftOfTheReceipt() {
        assertRefused(
                asked(Line.of("INV-1", Money.of("400.01"))), "over-allocated", "Only ₹400.00 of this receipt is left.");
    }

    @Test
    void neverMoreThanIsOpenOfTheInvoiceTaxIncluded() {
        receivables.invoice(account, "INV-2", "2026-05-01", "2026-05-31", "100");
        Line line = new Line("INV-2", Money.of("98"), Money.of("2.01"), Money.ZERO, Money.ZERO, null);
        assertRefused(asked(line), "over-applied", "Only ₹100.00 of invoice INV-2 is open.");
    }

    @Test
    void neverFromAnotherAccount() {
        long other = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(other, "JIO-1", "2026-05-01", "2026-05-31", "100");
        assertRefused(
                asked(Line.of("JIO-1", Money.of("10"))),
                "account-mismatch",
                "Invoice JIO-1 belongs to another account than RC-1.");
    }

    @Test
    void anotherCirclesInvoiceIsUnknownInTheSameWordsAsAMissingOne() {
        long other = accounts.create("KA-JIO", "Jio", "KA");
        receivables.receipt(other, "RC-KA", "2026-06-10", "400");
        long foreign = accounts.create("MH-AIR", "Airtel", "MH");
        receivables.invoice(foreign, "MH-1", "2026-05-01", "2026-05-31", "100");
        ActorContext.set(cast.actor(Cast.FELIX), null);
        assertRefused(asked(Line.of("MH-1", Money.of("10"))), "unknown-invoice", "There is no invoice MH-1.");
    }

    @Test
    void anotherCirclesReceiptIsNotFound() {
        ActorContext.set(cast.actor(BOB), null);
        assertThatThrownBy(() -> service.allocate(FormKey.fresh(), asked(Line.of("INV-1", Money.of("10")))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void notBeforeEitherDocumentNorInTheFuture() {
        assertRefused(on("2026-06-09"), "before-document", "Effective on 10 Jun 2026 at the earliest");
        assertRefused(on("2026-11-22"), "future-date", "The effective date lies in the future.");
    }

    @Test
    void aDefaultDateInALockedMonthMovesToTheFirstOpenDayAndAGivenOneIsRefused() {
        locks.lock(YearMonth.of(2026, 6));
        assertRefused(on("2026-06-20"), "period-locked", "June 2026 is locked. The first open day is 1 Jul 2026.");

        Submission sent = service.allocate(FormKey.fresh(), asked(Line.of("INV-1", Money.of("10"))));
        assertThat(allocations.get(Long.parseLong(sent.outcome()), KA).effectiveOn())
                .isEqualTo(LocalDate.of(2026, 7, 1));
    }

    @Test
    void aReceiptThatWasPostedLateIsNotAllocatedBeforeItsOwnEntry() {
        locks.lock(YearMonth.of(2026, 6));
        receivables.receipt(account, "RC-2", "2026-06-12", "100");
        ActorContext.set(cast.actor(Cast.HARISH), null);
        locks.unlock(YearMonth.of(2026, 6), "late bank line");
        ActorContext.set(cast.actor(FARAH), null);

        Submission sent = service.allocate(
                FormKey.fresh(),
                new Allocate(AllocationSource.receipt("RC-2"), List.of(Line.of("INV-1", Money.of("100"))), null, "x"));
        assertThat(allocations.get(Long.parseLong(sent.outcome()), KA).effectiveOn())
                .isEqualTo(LocalDate.of(2026, 7, 1));
    }

    @Test
    void theSameInvoiceTwiceOnOneDaySaysWhatIsThere() {
        service.allocate(FormKey.fresh(), asked(Line.of("INV-1", Money.of("100"))));
        assertRefused(
                asked(Line.of("INV-1", Money.of("50"))),
                "duplicate",
                "RC-1 already pays ₹100.00 of invoice INV-1, effective 10 Jun 2026.");
        assertRefused(asked(Line.of("INV-1", Money.of("50")), Line.of("inv-1 ", Money.of("50"))), "duplicate", "");
    }

    @Test
    void aDeductionNeedsItsReasonAndNothingMovesNothing() {
        assertRefused(
                asked(new Line("INV-1", Money.of("10"), Money.ZERO, Money.ZERO, Money.of("5"), " ")), "missing", "why");
        assertRefused(asked(Line.of("INV-1", Money.ZERO)), "zero", "Say how much");
    }

    @Test
    void sentTwiceItCountsOnceAndTellsWhen() {
        FormKey key = FormKey.fresh();
        Allocate asked = asked(Line.of("INV-1", Money.of("100")));
        Submission first = service.allocate(key, asked);
        Submission second = service.allocate(key, asked(Line.of("INV-1", Money.of("100.00"))));

        assertThat(first.repeated()).isFalse();
        assertThat(second.repeated()).isTrue();
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.at()).isEqualTo(first.at());
        assertThat(rest("RC-1")).isEqualTo(Money.of("300.00"));
    }

    @Test
    void theSameKeyWithOtherValuesIsRefused() {
        FormKey key = FormKey.fresh();
        service.allocate(key, asked(Line.of("INV-1", Money.of("100"))));
        assertThatThrownBy(() -> service.allocate(key, asked(Line.of("INV-1", Money.of("101")))))
                .isInstanceOf(FormAlreadySentException.class)
                .hasMessageContaining("already sent with other values");
        ActorContext.set(cast.actor(Cast.FELIX), null);
        assertThatThrownBy(() -> service.allocate(key, asked(Line.of("INV-1", Money.of("100")))))
                .as("another person's key")
                .isInstanceOf(FormAlreadySentException.class);
    }

    @Test
    void aRefusedFormMayBeCorrectedUnderTheSameKey() {
        FormKey key = FormKey.fresh();
        assertThatThrownBy(() -> service.allocate(key, asked(Line.of("INV-1", Money.of("500")))))
                .isInstanceOf(BusinessRuleException.class);
        assertThat(service.allocate(key, asked(Line.of("INV-1", Money.of("400"))))
                        .repeated())
                .isFalse();
    }

    @Test
    void ofSixteenAtOnceExactlyOneWins() {
        List<Race.Finish<Submission>> finishes = Race.of(
                16,
                cast.actor(FARAH),
                n -> service.allocate(FormKey.fresh(), asked(Line.of("INV-1", Money.of("250")))));

        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .extracting(Race.Finish::refusal)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(BusinessRuleException.class)
                        .hasMessage("Only ₹150.00 of this receipt is left."));
        assertThat(rest("RC-1")).isEqualTo(Money.of("150.00"));
        assertThat(open("INV-1")).isEqualTo(Money.of("930.00"));
    }

    @Test
    void oneFormSentThirtyTimesAtOnceMakesOneRow() {
        FormKey key = FormKey.fresh();
        List<Race.Finish<Submission>> finishes =
                Race.of(30, cast.actor(FARAH), n -> service.allocate(key, asked(Line.of("INV-1", Money.of("250")))));

        assertThat(finishes).allMatch(Race.Finish::won);
        assertThat(finishes)
                .extracting(finish -> finish.result().outcome())
                .hasSize(30)
                .containsOnly(finishes.get(0).result().outcome());
        assertThat(finishes).filteredOn(finish -> !finish.result().repeated()).hasSize(1);
        assertThat(allocations.ofInvoice(invoice("INV-1").id(), KA)).hasSize(1);
        assertThat(jdbc.sql("select count(*) from form_submission")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private static Allocate asked(Line... lines) {
        return new Allocate(AllocationSource.receipt("RC-1"), List.of(lines), null, "as advised");
    }

    private static Allocate on(String day) {
        return new Allocate(
                AllocationSource.receipt("RC-1"), List.of(Line.of("INV-1", Money.of("10"))), LocalDate.parse(day), "x");
    }

    private void assertRefused(Allocate asked, String code, String sentence) {
        assertThatThrownBy(() -> service.allocate(FormKey.fresh(), asked))
                .isInstanceOfSatisfying(BusinessRuleException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.getMessage()).contains(sentence);
                });
        assertThat(service.plan(asked).faults())
                .extracting(AllocationPlan.Fault::code)
                .as("the check before says the same")
                .contains(code);
    }

    private InvoiceFacts invoice(String number) {
        return invoices.get(number, KA);
    }

    private Money open(String number) {
        return invoice(number).open();
    }

    private Money rest(String number) {
        return receipts.get(number, KA).rest();
    }
}
