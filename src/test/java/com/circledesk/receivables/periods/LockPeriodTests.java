package com.circledesk.receivables.periods;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.FinancialYear;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.TestClock;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class LockPeriodTests {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);

    @Autowired
    private PeriodLockService service;

    @Autowired
    private PeriodLocks locks;

    @Autowired
    private PeriodQueries queries;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Cast cast;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void finance() {
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void nothingIsEffectiveInALockedMonthAndDefaultsMoveOn() {
        service.lock(JUNE);
        service.lock(YearMonth.of(2026, 7));
        assertThat(locks.firstOpenDay(LocalDate.of(2026, 6, 10))).isEqualTo(LocalDate.of(2026, 8, 1));
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-05-02", "10");
        assertThatThrownBy(() -> receivables.allocate(receipt, invoice, "10", "2026-06-10"))
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("period-locked"));
    }

    @Test
    void anotherPersonOpensItAgainWithAReason() {
        service.lock(JUNE);
        assertRefused(() -> service.unlock(JUNE, "forgotten receipt"), "another-person");
        ActorContext.set(cast.actor(FELIX), null);
        assertRefused(() -> service.unlock(JUNE, " "), "missing");
        service.unlock(JUNE, "forgotten receipt");

        assertThat(locks.firstOpenDay(LocalDate.of(2026, 6, 10))).isEqualTo(LocalDate.of(2026, 6, 10));
        assertThat(locks.history(FinancialYear.of(TestClock.TODAY)))
                .singleElement()
                .satisfies(lock -> {
                    assertThat(lock.lockedBy()).isEqualTo(FARAH.email());
                    assertThat(lock.unlockedBy()).isEqualTo(FELIX.email());
                    assertThat(lock.unlockReason()).isEqualTo("forgotten receipt");
                });
        service.lock(JUNE);
    }

    @Test
    void notTwiceAndNotBeforeItIsOver() {
        service.lock(JUNE);
        assertRefused(() -> service.lock(JUNE), "already-locked");
        assertRefused(() -> service.lock(YearMonth.of(2026, 11)), "month-not-over");
        assertRefused(() -> service.unlock(YearMonth.of(2026, 5), "x"), "not-locked");
    }

    @Test
    void waitsForAPostingUnderWay() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        transaction.executeWithoutResult(status -> {
            receivables.invoice(account, "INV-1", "2026-06-05", "2026-06-30", "1000");
            Race.Finish<Boolean> locking = Race.of(1, cast.actor(FARAH), n -> {
                        service.lock(JUNE);
                        return true;
                    })
                    .get(0);
            assertThat(locking.refusal())
                    .isInstanceOfSatisfying(
                            BusinessRuleException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("posting-under-way"));
        });
    }

    @Test
    void showsWhatAMonthHoldsWithinTheScope() {
        long account = accounts.create("KA-AIR", "Airtel", "KA");
        long invoice = receivables.invoice(account, "INV-1", "2026-06-05", "2026-06-30", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "300");
        receivables.allocate(receipt, invoice, "300", "20", "0", "2026-06-10");
        receivables.invoice(accounts.create("MH-AIR", "Airtel", "MH"), "MH-1", "2026-06-05", "2026-06-30", "7");

        assertThat(queries.months(FinancialYear.of(TestClock.TODAY), TestClock.TODAY, Scope.of("KA")))
                .hasSize(7)
                .filteredOn(month -> month.month().equals(JUNE.atDay(1)))
                .singleElement()
                .satisfies(month -> {
                    assertThat(month.billed()).isEqualTo(Money.of("1000.00"));
                    assertThat(month.received()).isEqualTo(Money.of("300.00"));
                    assertThat(month.taxDeducted()).isEqualTo(Money.of("20.00"));
                });
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        BusinessRuleException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
