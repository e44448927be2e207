package com.circledesk.payments.posting;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static com.circledesk.support.Cast.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.circledesk.disputes.DisputeQueries;
import com.circledesk.forms.FormKey;
import com.circledesk.forms.Submission;
import com.circledesk.receivables.EntryRow;
import com.circledesk.receivables.allocations.Allocate.Line;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.allocations.ReverseAllocation;
import com.circledesk.receivables.invoices.InvoiceFacts;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.receipts.ReceiptQueries;
import com.circledesk.receivables.receipts.ReceiptService;
import com.circledesk.receivables.receipts.ReverseReceipt;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.Disputes;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.WorkQueries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SettleTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private SettlementService service;

    @Autowired
    private WriteOffs writeOffs;

    @Autowired
    private AllocationService allocationService;

    @Autowired
    private AllocationQueries allocations;

    @Autowired
    private ReceiptService receiptService;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private InvoiceQueries invoices;

    @Autowired
    private DisputeQueries disputes;

    @Autowired
    private Disputes raised;

    @Autowired
    private WorkQueries work;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork systemWork;

    private long account;

    @BeforeEach
    void threeInvoicesAndOneReceipt() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        receivables.invoice(account, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        receivables.invoice(account, "INV-2", "RENTAL", "2026-06-01", "2026-06-30", "100000", "18000");
        receivables.invoice(account, "INV-3", "RENTAL", "2026-07-01", "2026-07-31", "1000", "0");
        receivables.receipt(account, "RC-1", "2026-08-10", "240000");
        cast.actor(HARISH);
        cast.actor(FELIX);
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void oneReceiptClosesManyInvoicesTaxAndAll() {
        // The vectors of the figures: base 1,00,000 at 2 %, and BSNL with 2 % of GST besides.
        Settled settled = settle(
                "9000",
                line("INV-1", "116000", "2000", "0", "0", null, null),
                line("INV-2", "114000", "2000", "2000", "0", null, null),
                line("INV-3", "1000", "0", "0", "0", null, null));

        assertThat(settled.allocations()).hasSize(3);
        assertThat(open("INV-1")).isEqualTo(Money.ZERO);
        assertThat(open("INV-2")).isEqualTo(Money.ZERO);
        assertThat(open("INV-3")).isEqualTo(Money.ZERO);
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.of("9000.00"));
    }

    @Test
    void theRunningDifferenceIsNamed() {
        assertRefused(
                asked("8999", line("INV-1", "116000", "2000", "0", "0", null, null)),
                "difference-not-named",
                "Say what becomes of ₹1,15,001.00 of the receipt");
        assertRefused(
                asked("124000.01", line("INV-1", "116000", "2000", "0", "0", null, null)),
                "difference-not-named",
                "come to ₹0.01 more than is left");
    }

    @Test
    void aRoundOffClosesItsInvoiceAndGoesBackWithItsAllocation() {
        Settled settled =
                settle("124005", line("INV-1", "115995", "2000", "0", "0", null, LeftOver.roundOff(Money.of("5"))));

        assertThat(entries("INV-1")).contains(tuple("ROUND_OFF", "-5.00"));
        assertThat(open("INV-1")).isEqualTo(Money.ZERO);
        allocationService.reverse(
                FormKey.fresh(), new ReverseAllocation(settled.allocations().get(0), null, "wrong invoice"));
        assertThat(open("INV-1")).isEqualTo(Money.of("118000.00"));
        assertThat(receipts.get("RC-1", KA).isReversed()).isFalse();
    }

    @Test
    void aLittleTooMuchIsRoundedTheOtherWay() {
        settle("123999.60", line("INV-1", "116000.40", "2000", "0", "0", null, LeftOver.roundOff(Money.of("-0.40"))));
        assertThat(entries("INV-1")).contains(tuple("ROUND_OFF", "0.40"));
        assertThat(open("INV-1")).isEqualTo(Money.ZERO);
    }

    @Test
    void onlyTheResidualIsTakenOffAndAllOfIt() {
        // A tolerance tested on the original wrote off 45 (OCA account-reconcile PR #169).
        assertRefused(
                asked("124045", line("INV-1", "115955", "2000", "0", "0", null, LeftOver.roundOff(Money.of("5")))),
                "residual",
                "₹45.00 of invoice INV-1 is left over, not ₹5.00.");
    }

    @Test
    void aboveTheCapAnotherPersonDecidesAndTheMoneyIsPostedMeanwhile() {
        Settled settled =
                settle("124150", line("INV-1", "115850", "2000", "0", "0", null, LeftOver.writeOff(Money.of("150"))));

        assertThat(open("INV-1")).isEqualTo(Money.of("150.00"));
        long request = settled.requests().get(0);
        assertThat(tasksOf(HARISH))
                .containsExactly(FARAH.email() + " asks to take ₹150.00 off invoice INV-1 of KA-AIR.");
        assertThat(tasksOf(FARAH)).isEmpty();
        assertThatThrownBy(() -> writeOffs.decide(FormKey.fresh(), new DecideWriteOff(request, true, "fine")))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("another person decides");

        ActorContext.set(cast.actor(FELIX), null);
        writeOffs.decide(FormKey.fresh(), new DecideWriteOff(request, true, "not worth a letter"));
        assertThat(open("INV-1")).isEqualTo(Money.ZERO);
        assertThat(entries("INV-1")).contains(tuple("WRITE_OFF", "-150.00"));
        assertThat(tasksOf(HARISH)).isEmpty();
        assertThatThrownBy(() -> writeOffs.decide(FormKey.fresh(), new DecideWriteOff(request, false, "no")))
                .hasMessage("This was decided already, by %s.".formatted(FELIX.email()));
    }

    @Test
    void aRefusedRequestLeavesTheInvoiceOpen() {
        Settled settled =
                settle("124150", line("INV-1", "115850", "2000", "0", "0", null, LeftOver.writeOff(Money.of("150"))));
        ActorContext.set(cast.actor(FELIX), null);
        writeOffs.decide(FormKey.fresh(), new DecideWriteOff(settled.requests().get(0), false, "they owe it"));
        assertThat(open("INV-1")).isEqualTo(Money.of("150.00"));
    }

    @Test
    void theDayCapIsOfThePersonAndCountsAllInvoices() {
        systemWork.run(() -> jdbc.sql(
                        "insert into write_off_cap values (app_today(), 10, 12, 100, 100, app_now() - interval '2 days', 'x')")
                .update());
        Settled settled = settle(
                "8013",
                line("INV-1", "115994", "2000", "0", "0", null, LeftOver.roundOff(Money.of("6"))),
                line("INV-2", "115993", "2000", "0", "0", null, LeftOver.roundOff(Money.of("7"))));
        assertThat(settled.requests()).hasSize(1);
        assertThat(open("INV-1")).isEqualTo(Money.ZERO);
        assertThat(open("INV-2")).isEqualTo(Money.of("7.00"));
    }

    @Test
    void aShortPayStaysOpenAndIsDisputedWithoutAnEntry() {
        Settled settled = settle(
                "134000",
                line("INV-1", "106000", "2000", "0", "0", null, LeftOver.shortOf(Money.of("10000"), "SHORT_PAYMENT")));

        assertThat(open("INV-1")).isEqualTo(Money.of("10000.00"));
        assertThat(entries("INV-1")).hasSize(3);
        assertThat(settled.disputes()).hasSize(1);
        assertThat(invoice("INV-1").disputed()).isEqualTo(Money.of("10000.00"));
        assertThat(disputes.get(settled.disputes().get(0), KA).claim()).contains("RC-1");
        AllocationRow row = allocations.get(settled.allocations().get(0), KA);
        assertThat(row.shortBy()).isEqualTo(Money.of("10000.00"));
        assertThat(row.shortReason()).isEqualTo("SHORT_PAYMENT");
    }

    @Test
    void whatIsDisputedAlreadyIsNotDisputedTwiceAndAPartPaymentNotAtAll() {
        raised.raised("INV-1", "10000");
        Settled settled = settle(
                "133500",
                line("INV-1", "106000", "2000", "0", "0", null, LeftOver.shortOf(Money.of("10000"), "RATE")),
                line("INV-3", "500", "0", "0", "0", null, LeftOver.shortOf(Money.of("500"), Settlement.PART_PAYMENT)));
        assertThat(settled.disputes()).isEmpty();
        assertThat(invoice("INV-1").disputed()).isEqualTo(Money.of("10000.00"));
        assertThat(invoice("INV-3").disputed()).isEqualTo(Money.ZERO);
    }

    @Test
    void aBouncedReceiptTakesAllBackRoundOffsIncluded() {
        Settled settled = settle(
                "7857",
                line("INV-1", "115995", "2000", "0", "0", null, LeftOver.roundOff(Money.of("5"))),
                line("INV-2", "115850", "2000", "0", "148", "Bank charge", LeftOver.roundOff(Money.of("2"))),
                line("INV-3", "298", "0", "0", "0", null, LeftOver.writeOff(Money.of("702"))));
        ActorContext.set(cast.actor(FELIX), null);
        writeOffs.decide(FormKey.fresh(), new DecideWriteOff(settled.requests().get(0), true, "so be it"));
        assertThat(open("INV-3")).isEqualTo(Money.ZERO);

        receiptService.reverse(
                FormKey.fresh(), new ReverseReceipt("RC-1", LocalDate.of(2026, 8, 20), "cheque returned"));
        assertThat(open("INV-1")).isEqualTo(Money.of("118000.00"));
        assertThat(open("INV-2")).isEqualTo(Money.of("118000.00"));
        assertThat(open("INV-3")).isEqualTo(Money.of("1000.00"));
    }

    @Test
    void historyTellsByWhichRule() {
        Settlement byRule = new Settlement(
                "RC-1",
                List.of(line("INV-1", "116000", "2000", "0", "0", null, null)),
                Money.of("124000"),
                null,
                "as advised",
                "advice ADV-1, line by line");
        Settled settled = Settled.of(service.settle(FormKey.fresh(), byRule));
        assertThat(allocations.get(settled.allocations().get(0), KA).rule()).isEqualTo("advice ADV-1, line by line");
    }

    @Test
    void twoWhoConfirmTheSameAtOnceOneWinsAndTheOtherReadsWhy() {
        Settlement whole = asked(
                "0",
                line("INV-1", "116000", "2000", "0", "0", null, null),
                line("INV-2", "116000", "2000", "0", "0", null, null));
        receivables.receipt(account, "RC-2", "2026-08-10", "232000");
        Settlement same = new Settlement("RC-2", whole.lines(), Money.ZERO, null, "confirmed", null);
        List<Race.Finish<Submission>> finishes =
                Race.of(2, cast.actor(FARAH), n -> service.settle(FormKey.fresh(), same));
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .extracting(Race.Finish::refusal)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(BusinessRuleException.class)
                        .hasMessage("Nothing of this receipt is left."));
    }

    @Test
    void aDoubleClickPostsOnce() {
        FormKey key = FormKey.fresh();
        Settlement asked = asked("124000", line("INV-1", "116000", "2000", "0", "0", null, null));
        List<Race.Finish<Submission>> finishes = Race.of(8, cast.actor(FARAH), n -> service.settle(key, asked));
        assertThat(finishes).allMatch(Race.Finish::won);
        assertThat(finishes).filteredOn(finish -> !finish.result().repeated()).hasSize(1);
        assertThat(allocations.ofInvoice(invoice("INV-1").id(), KA)).hasSize(1);
    }

    @Test
    void neverAcrossAccounts() {
        long other = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(other, "JIO-1", "2026-05-01", "2026-05-31", "100");
        assertRefused(
                asked("239900", line("JIO-1", "100", "0", "0", "0", null, null)),
                "account-mismatch",
                "belongs to another account");
    }

    @Test
    void theDatabaseKeepsTheCapsBehindTheService() {
        long receipt = receipts.get("RC-1", KA).id();
        long invoice = invoice("INV-3").id();
        assertThatThrownBy(() -> systemWork.run(() -> jdbc.sql("""
                        insert into allocation (receipt_id, invoice_id, account_id, circle, amount, write_off_amount, keyed_on,
                                                effective_on)
                        values (:receipt, :invoice, :account, 'KA', 0, 1000, '2026-08-10', '2026-08-10')
                        """)
                        .param("receipt", receipt)
                        .param("invoice", invoice)
                        .param("account", account)
                        .update()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("another person has to allow it");
    }

    private Settled settle(String onAccount, Line... lines) {
        return Settled.of(service.settle(FormKey.fresh(), asked(onAccount, lines)));
    }

    private static Settlement asked(String onAccount, Line... lines) {
        return new Settlement("RC-1", List.of(lines), Money.of(onAccount), null, "as advised", null);
    }

    private static Line line(
            String invoice,
            String cash,
            String tds,
            String gstTds,
            String deduction,
            @Nullable String why,
            @Nullable LeftOver left) {
        return new Line(invoice, Money.of(cash), Money.of(tds), Money.of(gstTds), Money.of(deduction), why, left);
    }

    private void assertRefused(Settlement asked, String code, String sentence) {
        assertThatThrownBy(() -> service.settle(FormKey.fresh(), asked))
                .isInstanceOfSatisfying(BusinessRuleException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.getMessage()).contains(sentence);
                });
        assertThat(service.plan(asked).faults())
                .extracting(fault -> fault.code())
                .contains(code);
    }

    private List<String> tasksOf(Cast.Member person) {
        long id = java.util.Objects.requireNonNull(cast.actor(person).userId());
        List<String> titles = new ArrayList<>();
        work.tasks(id, false, 0, 50, KA).forEach(task -> titles.add(task.title()));
        return titles;
    }

    private List<org.assertj.core.groups.Tuple> entries(String invoiceNo) {
        return invoices.entries(invoice(invoiceNo).id(), KA).stream()
                .map((EntryRow entry) -> tuple(entry.kind(), entry.amount().toString()))
                .toList();
    }

    private InvoiceFacts invoice(String number) {
        return invoices.get(number, KA);
    }

    private Money open(String number) {
        return invoice(number).open();
    }
}
