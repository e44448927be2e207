package com.circledesk.receivables.receipts;

import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.allocations.AllocationQueries;
import com.circledesk.receivables.allocations.AllocationRow;
import com.circledesk.receivables.allocations.AllocationService;
import com.circledesk.receivables.allocations.ReverseAllocation;
import com.circledesk.receivables.invoices.InvoiceQueries;
import com.circledesk.receivables.periods.PeriodLockService;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class ReverseReceiptTests {
    private static final Scope KA = Scope.of("KA");

    @Autowired
    private ReceiptService service;

    @Autowired
    private ReceiptQueries receipts;

    @Autowired
    private AllocationQueries allocations;

    @Autowired
    private AllocationService allocationService;

    @Autowired
    private InvoiceQueries invoices;

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

    @Autowired
    private TransactionTemplate transaction;

    private long account;
    private long receipt;
    private long early;
    private long late;

    @BeforeEach
    void aReceiptThatPaysTwoInvoices() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        long first = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long second = receivables.invoice(account, "INV-2", "2026-07-01", "2026-07-31", "1000");
        receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        early = receivables.allocate(receipt, first, "150", "20", "0", "2026-06-10");
        late = receivables.allocate(receipt, second, "50", "0", "0", "2026-07-05");
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void aBounceTakesAllAllocationsBackOnThatDayAndLaterOnesOnTheirOwn() {
        service.reverse(FormKey.fresh(), asked(LocalDate.of(2026, 6, 20)));

        assertThat(receipts.get("RC-1", KA).reversedOn()).isEqualTo(LocalDate.of(2026, 6, 20));
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.ZERO);
        assertThat(row(early).reversedOn()).isEqualTo(LocalDate.of(2026, 6, 20));
        assertThat(row(late).reversedOn()).isEqualTo(LocalDate.of(2026, 7, 5));
        assertThat(invoices.get("INV-1", KA).open()).isEqualTo(Money.of("1000.00"));
        assertThat(balance()).isEqualTo(Money.of("2000.00"));
    }

    @Test
    void aMistakeNeverCounted() {
        service.reverse(FormKey.fresh(), asked(null));
        assertThat(receipts.get("RC-1", KA).reversedOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(receipts.get("RC-1", KA).reversalReason()).isEqualTo("cheque returned");
        assertThat(row(early).reversedOn()).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(row(late).reversedOn()).isEqualTo(LocalDate.of(2026, 7, 5));
        assertThat(balance()).isEqualTo(Money.of("2000.00"));
    }

    @Test
    void aMistakeWaitsForWhatCouldBeTakenBackOnlyLater() {
        allocationService.reverse(FormKey.fresh(), new ReverseAllocation(early, LocalDate.of(2026, 8, 1), "withdrawn"));
        service.reverse(FormKey.fresh(), asked(null));
        assertThat(receipts.get("RC-1", KA).reversedOn()).isEqualTo(LocalDate.of(2026, 8, 1));
    }

    @Test
    void aMistakeInALockedMonthIsTakenBackOnTheFirstOpenDay() {
        locks.lock(YearMonth.of(2026, 7));
        service.reverse(FormKey.fresh(), asked(null));
        assertThat(row(late).reversedOn()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(receipts.get("RC-1", KA).reversedOn()).isEqualTo(LocalDate.of(2026, 8, 1));
    }

    @Test
    void aBounceIsNeitherBeforeTheReceiptNorInTheFutureNorInALockedMonth() {
        assertRefused(LocalDate.of(2026, 6, 9), "before-document");
        assertRefused(LocalDate.of(2026, 11, 22), "future-date");
        locks.lock(YearMonth.of(2026, 6));
        assertRefused(LocalDate.of(2026, 6, 20), "period-locked");
    }

    @Test
    void onceOnly() {
        service.reverse(FormKey.fresh(), asked(null));
        assertRefused(null, "already-reversed");
    }

    @Test
    void theNumberIsFreeAgainAndTheOldOneStaysInSight() {
        service.reverse(FormKey.fresh(), asked(null));
        assertThat(receipts.get("RC-1", KA).isReversed()).isTrue();
        receivables.receipt(account, "RC-1", "2026-06-11", "40");
        assertThat(receipts.get("RC-1", KA).rest()).isEqualTo(Money.of("40.00"));
    }

    @Test
    void anUnidentifiedReceiptIsTakenOutOfItsQueueAndTheTrailKeepsTheReason() {
        receivables.unidentifiedReceipt("RC-9", "2026-06-10", "10");
        service.reverse(FormKey.fresh(), new ReverseReceipt("RC-9", null, "not ours"));
        assertThat(receipts.get("RC-9", KA).isReversed()).isTrue();
        assertThat(transaction.<String>execute(status -> jdbc.sql(
                                "select note from audit_log where subject = 'receipt-reversal' and subject_id = 'RC-9'")
                        .query(String.class)
                        .single()))
                .isEqualTo("not ours");
    }

    @Test
    void repeatsHarmlesslyUnderOneKey() {
        FormKey key = FormKey.fresh();
        service.reverse(key, asked(null));
        assertThat(service.reverse(key, asked(null)).repeated()).isTrue();
    }

    @Test
    void anotherCirclesReceiptIsNotFound() {
        ActorContext.set(cast.actor(BOB), null);
        assertThatThrownBy(() -> service.reverse(FormKey.fresh(), asked(null))).isInstanceOf(NotFoundException.class);
    }

    private static ReverseReceipt asked(@Nullable LocalDate day) {
        return new ReverseReceipt("RC-1", day, "cheque returned");
    }

    private AllocationRow row(long id) {
        return allocations.get(id, KA);
    }

    private Money balance() {
        return Money.of(java.util.Objects.requireNonNull(transaction.<java.math.BigDecimal>execute(
                status -> jdbc.sql("select balance from account_balance where account_id = :id")
                        .param("id", account)
                        .query(java.math.BigDecimal.class)
                        .single())));
    }

    private void assertRefused(@Nullable LocalDate day, String code) {
        assertThatThrownBy(() -> service.reverse(FormKey.fresh(), asked(day)))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
