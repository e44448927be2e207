package com.circledesk.receivables.invoices;

import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.DocumentKind;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class CancelInvoiceTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private InvoiceService service;

    @Autowired
    private InvoiceQueries invoices;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    private long account;
    private long invoice;

    @BeforeEach
    void oneInvoice() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void takesItBackOnItsOwnDayAndFreesItsNumber() {
        service.cancel(FormKey.fresh(), asked("inv-1"));

        InvoiceFacts cancelled = invoices.get("INV-1", KA);
        assertThat(cancelled.isCancelled()).isTrue();
        assertThat(cancelled.open()).isEqualTo(Money.ZERO);
        assertThat(invoices.entries(invoice, KA))
                .filteredOn(entry -> entry.kind().equals("REVERSAL"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.effectiveOn()).isEqualTo(LocalDate.of(2026, 5, 1));
                    assertThat(entry.reason()).isEqualTo("billed twice");
                    assertThat(entry.recordedBy()).isEqualTo(FARAH.email());
                });
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "900");
        assertThat(invoices.get("INV-1", KA).open()).isEqualTo(Money.of("900.00"));
    }

    @Test
    void refusesWithTheListWhileMoneyOrNotesRestOnIt() {
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        long allocation = receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");
        long note = receivables.creditNote(account, "CN-1", "2026-06-11", "50", invoice);

        assertThatThrownBy(() -> service.cancel(FormKey.fresh(), asked("INV-1")))
                .isInstanceOfSatisfying(CancellationRefusedException.class, refusal -> {
                    assertThat(refusal.blockers())
                            .extracting(CancellationBlocker::documentNo)
                            .containsExactly("RC-1", "CN-1");
                    assertThat(refusal).hasMessageContaining("RC-1 (₹420.00), CN-1 (₹50.00)");
                });

        receivables.reverse(DocumentKind.ALLOCATION, allocation, "2026-08-01");
        receivables.reverse(DocumentKind.NOTE, note);
        service.cancel(FormKey.fresh(), asked("INV-1"));
        assertThat(invoices.entries(invoice, KA))
                .filteredOn(entry ->
                        entry.kind().equals("REVERSAL") && entry.countsAs().equals("INVOICE"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.effectiveOn())
                        .as("not before the money was withdrawn, else it would have been overpaid in between")
                        .isEqualTo(LocalDate.of(2026, 8, 1)));
    }

    @Test
    void cancelsADebitNoteThatStandsForItself() {
        receivables.debitNote(account, "DN-1", "2026-06-01", "70", null);
        service.cancel(FormKey.fresh(), asked("DN-1"));
        assertThat(invoices.get("DN-1", KA).open()).isEqualTo(Money.ZERO);
        assertThat(invoices.get("DN-1", KA).isCancelled()).isTrue();
        receivables.debitNote(account, "DN-1", "2026-06-01", "75", null);
    }

    @Test
    void onceOnly() {
        service.cancel(FormKey.fresh(), asked("INV-1"));
        assertThatThrownBy(() -> service.cancel(FormKey.fresh(), asked("INV-1")))
                .isInstanceOf(BusinessRuleException.class)
                .hasMessageContaining("cancelled already");
    }

    @Test
    void ofSixteenAtOnceExactlyOneWins() {
        List<Race.Finish<String>> finishes = Race.of(
                16,
                cast.actor(FARAH),
                n -> service.cancel(FormKey.fresh(), asked("INV-1")).outcome());
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(invoices.entries(invoice, KA)).hasSize(2);
    }

    @Test
    void repeatsHarmlesslyUnderOneKey() {
        FormKey key = FormKey.fresh();
        service.cancel(key, asked("INV-1"));
        assertThat(service.cancel(key, asked("INV-1")).repeated()).isTrue();
    }

    @Test
    void anotherCirclesInvoiceIsNotFound() {
        ActorContext.set(cast.actor(BOB), null);
        assertThatThrownBy(() -> service.cancel(FormKey.fresh(), asked("INV-1")))
                .isInstanceOf(NotFoundException.class);
    }

    private static CancelInvoice asked(String number) {
        return new CancelInvoice(number, "billed twice");
    }
}
