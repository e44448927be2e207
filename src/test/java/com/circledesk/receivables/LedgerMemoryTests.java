package com.circledesk.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.ActorContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A sum is what would be read now, and is read only when it may have changed. */
@IntegrationTest
class LedgerMemoryTests {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 31);

    @Autowired
    private LedgerMemory memory;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private SystemWork work;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private TransactionTemplate reading;
    private long airtel;
    private long jio;
    private int reads;
    private final List<@Nullable Long> readFor = new ArrayList<>();

    @BeforeEach
    void aBookOfTwoCircles() {
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        airtel = accounts.create("KA-AIRTEL", "Airtel", "KA");
        jio = accounts.create("KA-JIO", "Jio", "KA");
        receivables.invoice(airtel, "KA-1", "2026-10-01", "2026-10-31", "1000");
        assertThat(owed()).isEqualByComparingTo("1000");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void nothingIsReadTwice() {
        assertThat(owed()).isEqualByComparingTo("1000");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void whatIsPostedUpToTheDayIsSeen() {
        receivables.invoice(airtel, "KA-2", "2026-10-31", "2026-11-30", "500");
        assertThat(owed()).isEqualByComparingTo("1500");
        receivables.reverse(DocumentKind.INVOICE, invoice("KA-2"));
        assertThat(owed()).isEqualByComparingTo("1000");
    }

    @Test
    void whatIsPostedForALaterDayOrAnotherCircleLeavesIt() {
        receivables.invoice(airtel, "KA-2", "2026-11-01", "2026-11-30", "500");
        receivables.invoice(accounts.create("MH-AIRTEL", "Airtel", "MH"), "MH-1", "2026-10-01", "2026-10-31", "500");
        assertThat(owed()).isEqualByComparingTo("1000");
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void aTransactionThatPostsSeveralTimesCountsFromItsEarliestDay() {
        work.run(() -> {
            receivables.invoice(airtel, "KA-2", "2026-11-01", "2026-11-30", "500");
            receivables.invoice(airtel, "KA-3", "2026-10-02", "2026-11-30", "70");
        });
        assertThat(owed()).isEqualByComparingTo("1070");
    }

    @Test
    void anAccountThatIsRenamedIsReadAnew() {
        work.run(() -> jdbc.sql("update account set customer_name = 'Bharti Airtel' where id = :id")
                .param("id", airtel)
                .update());
        owed();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void whatWasBeingPostedWhileASumWasReadIsSeenOnceItIsThere() {
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        CompletableFuture<Void> colleague = CompletableFuture.runAsync(() -> work.run(() -> {
            receivables.invoice(airtel, "KA-2", "2026-10-02", "2026-11-30", "500");
            posted.countDown();
            await(read);
        }));
        await(posted);
        // Later transactions end in between, so that the one at work is not the last.
        receivables.receipt(jio, "RC-1", "2026-10-05", "100");
        assertThat(owed()).isEqualByComparingTo("900");
        read.countDown();
        colleague.join();
        assertThat(owed()).isEqualByComparingTo("1400");
    }

    @Test
    void aPageThatBeganEarlierDoesNotSeeWhatALaterOneRead() {
        CountDownLatch posted = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> colleague = CompletableFuture.runAsync(() -> {
            work.run(() -> {
                receivables.invoice(airtel, "KA-2", "2026-10-02", "2026-11-30", "500");
                posted.countDown();
                await(begun);
            });
            assertThat(owed()).isEqualByComparingTo("1500");
        });
        await(posted);
        receivables.receipt(jio, "RC-1", "2026-11-05", "100");
        BigDecimal page = inOneMoment(() -> {
            BigDecimal first = sum();
            begun.countDown();
            colleague.join();
            assertThat(recalled()).as("of the moment at which the page began").isEqualByComparingTo(first);
            return first;
        });
        assertThat(page).isEqualByComparingTo("1000");
        assertThat(owed()).isEqualByComparingTo("1500");
    }

    @Test
    void whoeverWritesReadsForHimself() {
        work.run(() -> {
            receivables.invoice(airtel, "KA-2", "2026-10-02", "2026-11-30", "500");
            assertThat(recalled()).isEqualByComparingTo("1500");
        });
    }

    @Test
    void ofWhatIsKeptByAccountOnlyWhatChangedIsReadAgain() {
        receivables.invoice(jio, "KA-3", "2026-10-01", "2026-10-31", "70");
        assertThat(balances()).containsExactlyInAnyOrder(new Balance(airtel, 1000), new Balance(jio, 70));
        readFor.clear();
        balances();
        assertThat(readFor).as("nothing changed").isEmpty();
        receivables.invoice(jio, "KA-4", "2026-10-01", "2026-10-31", "30");
        receivables.invoice(jio, "KA-5", "2026-11-01", "2026-11-30", "5");
        assertThat(balances()).containsExactlyInAnyOrder(new Balance(airtel, 1000), new Balance(jio, 100));
        assertThat(readFor).containsExactly(jio);
        work.run(() -> {
            receivables.invoice(airtel, "KA-6", "2026-10-02", "2026-11-30", "1");
            jdbc.sql("update account set customer_name = 'Reliance Jio' where id = :id")
                    .param("id", jio)
                    .update();
        });
        readFor.clear();
        assertThat(balances()).containsExactlyInAnyOrder(new Balance(airtel, 1001), new Balance(jio, 100));
        assertThat(readFor).as("one was posted to, the other one renamed").containsExactlyInAnyOrder(airtel, jio);
        IntStream.range(0, 51).forEach(n -> accounts.create("KA-MANY-" + n, "Many", "KA"));
        work.run(() -> jdbc.sql("update account set customer_name = 'Renamed' where code ~ '^KA-MANY'")
                .update());
        readFor.clear();
        balances();
        assertThat(readFor).as("so many that all are read").containsExactly((Long) null);
    }

    private record Balance(long accountId, long amount) {}

    private List<Balance> balances() {
        return Objects.requireNonNull(ActorContext.callAs(
                work.actor(),
                null,
                () -> reading.execute(status -> memory.recallRows(
                        new Selection(new String[] {"KA"}, null, null),
                        DAY,
                        "balances",
                        Balance::accountId,
                        this::balances))));
    }

    private List<Balance> balances(Selection of) {
        Long[] asked = of.accounts();
        readFor.addAll(asked == null ? Collections.singletonList(null) : List.of(asked));
        return jdbc.sql("""
                        select account_id, sum(amount)::bigint as amount from ledger_entry
                        where circle = 'KA' and effective_on <= :day
                          and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                        group by 1
                        """)
                .param("day", DAY)
                .param("accounts", asked)
                .query(Balance.class)
                .list();
    }

    @Test
    void changesAreKeptForADay() {
        work.on("2026-11-19", () -> receivables.invoice(airtel, "KA-2", "2026-10-02", "2026-11-30", "500"));
        work.run(memory::forgetOldChanges);
        assertThat(work.call(() -> jdbc.sql(
                                "select count(*) from ledger_change where recorded_at < timestamptz '2026-11-20'")
                        .query(Long.class)
                        .single()))
                .isZero();
        assertThat(work.call(() -> jdbc.sql("select count(*) from ledger_change")
                        .query(Long.class)
                        .single()))
                .isPositive();
    }

    private BigDecimal owed() {
        return inOneMoment(this::recalled);
    }

    private BigDecimal inOneMoment(java.util.function.Supplier<BigDecimal> page) {
        return Objects.requireNonNull(
                ActorContext.callAs(work.actor(), null, () -> reading.execute(status -> page.get())));
    }

    private BigDecimal recalled() {
        return memory.recall(new Selection(new String[] {"KA"}, null, null), DAY, "owed", this::sum);
    }

    private BigDecimal sum() {
        reads++;
        return jdbc.sql(
                        "select coalesce(sum(amount), 0) from ledger_entry where circle = 'KA' and effective_on <= :day")
                .param("day", DAY)
                .query(BigDecimal.class)
                .single();
    }

    private long invoice(String number) {
        return work.call(() -> jdbc.sql("select id from invoice where invoice_no = :number")
                .param("number", number)
                .query(Long.class)
                .single());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
