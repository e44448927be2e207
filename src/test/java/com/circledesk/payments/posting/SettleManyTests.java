package com.circledesk.payments.posting;

import static com.circledesk.support.Cast.FARAH;
import static com.circledesk.support.Cast.FELIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.circledesk.forms.FormKey;
import com.circledesk.receivables.allocations.Allocate.Line;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.Budget;
import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** An advice of five hundred lines; two people at once; a process that dies within. */
@IntegrationTest
class SettleManyTests {
    private static final int LINES = 500;
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    @Autowired
    private SettlementService service;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SystemWork work;

    @Autowired
    private Cast cast;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("ownerDataSource")
    private javax.sql.DataSource owner;

    private long account;

    @BeforeEach
    void aBook() {
        account = accounts.create("KA-AIR", "Airtel", "KA");
        cast.actor(FELIX);
        ActorContext.set(cast.actor(FARAH), null);
    }

    @Test
    void fiveHundredLinesArePostedInUnderTwoSeconds() {
        // Twice: the first lets the machine warm up.
        for (int round = 0; round < 2; round++) {
            Settlement asked = fiveHundred("R" + round);
            long begin = System.nanoTime();
            service.settle(FormKey.fresh(), asked);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            if (round > 0) {
                assertThat(took).isLessThan(Budget.of(AT_MOST));
            }
        }
        assertThat(one("select count(*) from open_item where open_amount > 0")).isZero();
    }

    @Test
    void oneFormOrNothingWhenTheConnectionDiesWithin() {
        Settlement asked = fiveHundred("K");
        ActorContext.callAs(cast.actor(FARAH), null, () -> {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        service.settle(FormKey.fresh(), asked);
                        int backend = jdbc.sql("select pg_backend_pid()")
                                .query(Integer.class)
                                .single();
                        JdbcClient.create(owner)
                                .sql("select pg_terminate_backend(:pid)")
                                .param("pid", backend)
                                .query(Boolean.class)
                                .single();
                    }))
                    .isInstanceOfAny(TransactionException.class, DataAccessException.class);
            return true;
        });
        assertThat(one("select count(*) from allocation")).isZero();
        assertThat(one("select count(*) from form_submission")).isZero();
        service.settle(FormKey.fresh(), asked);
        assertThat(one("select count(*) from allocation")).isEqualTo(LINES);
    }

    @Test
    void allOrNothingWhenItDiesInTheCommitItself() {
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "100");
        receivables.invoice(account, "INV-2", "2026-05-01", "2026-05-31", "100");
        receivables.receipt(account, "RC-1", "2026-06-10", "150");
        Settlement asked = new Settlement(
                "RC-1",
                List.of(
                        new Line("INV-1", Money.of("100"), Money.ZERO, Money.ZERO, Money.ZERO, null),
                        new Line(
                                "INV-2",
                                Money.of("50"),
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                null,
                                LeftOver.shortOf(Money.of("50"), "SHORT_PAYMENT"))),
                Money.ZERO,
                null,
                "reconciled",
                null);
        FormKey key = FormKey.fresh();
        int entries = one("select count(*) from ledger_entry");
        ActorContext.callAs(cast.actor(FARAH), null, () -> {
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        service.settle(key, asked);
                        // Deferred: it runs when everything is written and the commit has begun.
                        jdbc.sql("create temp table death (x int)").update();
                        jdbc.sql("""
                                create function pg_temp.die() returns trigger language plpgsql as $$
                                begin
                                    perform pg_terminate_backend(pg_backend_pid());
                                    perform pg_sleep(1);
                                    return null;
                                end $$
                                """).update();
                        jdbc.sql("""
                                create constraint trigger die after insert on death deferrable initially deferred
                                for each row execute function pg_temp.die()
                                """).update();
                        jdbc.sql("insert into death values (1)").update();
                    }))
                    .isInstanceOfAny(TransactionException.class, DataAccessException.class);
            return true;
        });
        for (String table : List.of("allocation", "dispute", "dispute_line", "form_submission")) {
            assertThat(one("select count(*) from " + table)).as(table).isZero();
        }
        assertThat(one("select count(*) from ledger_entry")).isEqualTo(entries);
        ActorContext.set(cast.actor(FARAH), null);
        Settled settled = Settled.of(service.settle(key, asked));
        assertThat(settled.allocations()).hasSize(2);
        assertThat(settled.disputes()).hasSize(1);
    }

    @Test
    void ofTwoPeopleWhoGiveTheLastRupeeAwayOneWinsAndTheOtherReadsWhy() throws Exception {
        receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "100");
        receivables.invoice(account, "INV-2", "2026-05-01", "2026-05-31", "100");
        receivables.receipt(account, "RC-1", "2026-06-10", "1");
        List<Callable<String>> calls =
                List.of(() -> lastRupee(cast.actor(FARAH), "INV-1"), () -> lastRupee(cast.actor(FELIX), "INV-2"));
        List<String> told = new ArrayList<>();
        for (Future<String> each : atOnce(calls)) {
            told.add(each.get());
        }
        assertThat(told).containsExactlyInAnyOrder("posted", "Nothing of this receipt is left.");
        assertThat(one("select count(*) from allocation")).isEqualTo(1);
    }

    private String lastRupee(Actor who, String invoice) {
        LeftOver rest = LeftOver.shortOf(Money.of("99"), Settlement.PART_PAYMENT);
        Line line = Line.of(invoice, Money.of("1")).with(rest);
        Settlement asked = new Settlement("RC-1", List.of(line), Money.ZERO, null, "last", null);
        return ActorContext.callAs(who, null, () -> {
            try {
                service.settle(FormKey.fresh(), asked);
                return "posted";
            } catch (BusinessRuleException e) {
                return String.valueOf(e.getMessage());
            }
        });
    }

    private static List<Future<String>> atOnce(List<Callable<String>> calls) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Callable<String>> waiting = new ArrayList<>();
            for (Callable<String> call : calls) {
                waiting.add(() -> {
                    start.await();
                    return call.call();
                });
            }
            return threads.invokeAll(waiting);
        } finally {
            threads.shutdown();
        }
    }

    /** As many invoices, and a receipt that pays them net of 2 %. */
    private Settlement fiveHundred(String mark) {
        work.run(() -> {
            jdbc.sql("""
                            insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date, taxable_amount,
                                                 tax_amount, total_amount)
                            select :mark || n, id, circle, 'RENTAL', '2026-05-01', '2026-05-31', 1000, 180, 1180
                            from account cross join generate_series(1, :lines) n where id = :account
                            """)
                    .param("mark", mark)
                    .param("lines", LINES)
                    .param("account", account)
                    .update();
            jdbc.sql("""
                            insert into ledger_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on)
                            select account_id, circle, id, 'INVOICE', 'INVOICE', total_amount, invoice_date from invoice
                            where invoice_no like :mark || '%'
                            """).param("mark", mark).update();
        });
        receivables.receipt(account, "RC-" + mark, "2026-06-10", String.valueOf(1160 * LINES));
        List<Line> lines = IntStream.rangeClosed(1, LINES)
                .mapToObj(n -> new Line(mark + n, Money.of("1160"), Money.of("20"), Money.ZERO, Money.ZERO, null))
                .toList();
        return new Settlement("RC-" + mark, lines, Money.ZERO, null, "as advised", "advice");
    }

    private int one(String sql) {
        return work.call(() -> jdbc.sql(sql).query(Integer.class).single());
    }
}
