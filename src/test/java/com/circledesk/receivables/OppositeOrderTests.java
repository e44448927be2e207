package com.circledesk.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Accounts;
import com.circledesk.support.Cast;
import com.circledesk.support.ImportApiClient;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Race;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two postings over the same accounts, each in the other's opposite order, wait for each other and never lock crosswise. */
@IntegrationTest
class OppositeOrderTests {
    private static final int ACCOUNTS = 8;
    private static final int ROUNDS = 10;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemWork work;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private ImportApiClient imports;

    @Autowired
    private Cast cast;

    private final List<Long> ids = new ArrayList<>();

    @BeforeEach
    void openAccounts() {
        for (int n = 0; n < ACCOUNTS; n++) {
            long account = accounts.create("KA-" + n, "Airtel", "KA");
            ids.add(account);
            receivables.invoice(account, "INV-" + n, "2026-05-01", "2026-05-31", "1000000");
            receivables.receipt(account, "RC-" + n, "2026-06-10", "500000");
        }
    }

    private List<Long> inOrder(int runner) {
        List<Long> order = new ArrayList<>(ids);
        if (runner == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    @Test
    void postingsOfManyLines() {
        for (int round = 0; round < ROUNDS; round++) {
            int n = round;
            assertThat(Race.of(
                            2,
                            work.actor(),
                            runner -> work.call(() -> {
                                List<Long> receipts = new ArrayList<>();
                                for (long account : inOrder(runner)) {
                                    receipts.add(receipt(account, "R-%d-%d-%d".formatted(n, runner, account)));
                                }
                                return ledger.postReceipts(DocumentSet.of(receipts));
                            })))
                    .extracting(Race.Finish::result)
                    .containsExactly(ACCOUNTS, ACCOUNTS);
        }
    }

    @Test
    void filesOfAllocations() {
        cast.id(Cast.FARAH);
        for (int round = 0; round < ROUNDS; round++) {
            int n = round;
            assertThat(Race.of(
                            2,
                            work.actor(),
                            runner -> imports.commit(Cast.FARAH, "allocations", file(n, runner))
                                    .rows()))
                    .extracting(Race.Finish::result)
                    .containsOnly("%1$d/%1$d/0/0".formatted(ACCOUNTS));
        }
    }

    private static String file(int round, int runner) {
        StringBuilder csv = new StringBuilder("receipt_no,invoice_no,amount,effective_on\n");
        IntStream.range(0, ACCOUNTS)
                .map(n -> runner == 0 ? n : ACCOUNTS - 1 - n)
                .forEach(n ->
                        csv.append("RC-%1$d,INV-%1$d,1.00,2026-%2$02d-%3$02d%n".formatted(n, 7 + runner, 1 + round)));
        return csv.toString();
    }

    /** The control: account by account, in opposite orders and with both at work, they do lock crosswise. */
    @Test
    void oneAccountAfterTheOtherWouldLockCrosswise() {
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        List<Race.Finish<Integer>> finishes = Race.of(
                2,
                work.actor(),
                runner -> work.call(() -> {
                    List<Long> order = inOrder(runner);
                    int posted = ledger.postReceipts(DocumentSet.of(receipt(order.get(0), "X-" + runner)));
                    meet(bothHoldOne);
                    return posted
                            + ledger.postReceipts(DocumentSet.of(receipt(order.get(ACCOUNTS - 1), "Y-" + runner)));
                }));
        assertThat(finishes).filteredOn(Race.Finish::won).hasSize(1);
        assertThat(finishes)
                .filteredOn(finish -> !finish.won())
                .extracting(Race.Finish::refusal)
                .hasOnlyElementsOfType(PessimisticLockingFailureException.class);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private long receipt(long account, String number) {
        return jdbc.sql("""
                        insert into receipt (receipt_no, received_on, amount, account_id, circle)
                        values (:number, '2026-06-10', 1, :account, 'KA') returning id
                        """)
                .param("number", number)
                .param("account", account)
                .query(Long.class)
                .single();
    }
}
