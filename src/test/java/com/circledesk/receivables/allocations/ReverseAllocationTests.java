package com.circledesk.receivables.allocations;

import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
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
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ReverseAllocationTests {
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
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    private long allocation;

    @BeforeEach
    void oneAllocation() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        allocation = receivables.allocate(receipt, invoice, "400", "20", "0", "2026-06-10");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void aMistakeNeverCountedAndTheHistoryShowsWhoAndWhen() {
        // Peers undo a match only by cancelling the payment, and keep no history (erpnext #37117, #56971).
        service.reverse(FormKey.fresh(), asked(null));

        assertThat(invoices.get("INV-1", KA).open()).isEqualTo(Money.of("1000.00"));
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.of("400.00"));
        AllocationRow row = allocations.get(allocation, KA);
        assertThat(row.isReversed()).isTrue();
        assertThat(row.reversedOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(row.reversedBy()).isEqualTo(FARAH.email());
        assertThat(row.reversalReason()).isEqualTo("wrong invoice");
        assertThat(row.reversedAt())
                .isEqualTo(TestClock.TODAY.atTime(11, 0).atZone(TestClock.ZONE).toInstant());
    }

    @Test
    void aWithdrawalCountsFromItsDay() {
        service.reverse(FormKey.fresh(), asked(LocalDate.of(2026, 8, 1)));
        assertThat(allocations.get(allocation, KA).reversedOn()).isEqualTo(LocalDate.of(2026, 8, 1));
    }

    @Test
    void notBeforeItTookEffectNorInTheFuture() {
        assertRefused(LocalDate.of(2026, 6, 9), "before-document");
        assertRefused(LocalDate.of(2026, 11, 22), "future-date");
    }

    @Test
    void onceOnly() {
        service.reverse(FormKey.fresh(), asked(null));
        assertRefused(null, "already-reversed");
    }

    @Test
    void repeatsHarmlesslyUnderOneKey() {
        FormKey key = FormKey.fresh();
        service.reverse(key, asked(null));
        assertThat(service.reverse(key, asked(null)).repeated()).isTrue();
    }

    @Test
    void ofSixteenAtOnceExactlyOneWins() {
        List<Race.Finish<Boolean>> finishes = Race.of(
                16,
                cast.actor(FARAH),
                n -> service.reverse(FormKey.fresh(), asked(null)).repeated());
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(invoices.get("INV-1", KA).open()).isEqualTo(Money.of("1000.00"));
    }

    @Test
    void anotherCirclesOrAMissingAllocationIsNotFound() {
        ActorContext.set(cast.actor(BOB), null);
        assertThatThrownBy(() -> service.reverse(FormKey.fresh(), asked(null))).isInstanceOf(NotFoundException.class);
        ActorContext.set(cast.actor(FARAH), null);
        assertThatThrownBy(() -> service.reverse(FormKey.fresh(), new ReverseAllocation(999_999, null, "x")))
                .isInstanceOf(NotFoundException.class);
    }

    private ReverseAllocation asked(@Nullable LocalDate day) {
        return new ReverseAllocation(allocation, day, "wrong invoice");
    }

    private void assertRefused(@Nullable LocalDate day, String code) {
        assertThatThrownBy(() -> service.reverse(FormKey.fresh(), asked(day)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
