package com.circledesk.receivables;

import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.accounts.AccountFacts;
import com.circledesk.accounts.AccountQueries;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingQueries;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.receivables.statements.Period;
import com.circledesk.receivables.statements.Statement;
import com.circledesk.receivables.statements.StatementLine;
import com.circledesk.receivables.statements.StatementQueries;
import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.Choice;
import com.circledesk.shared.Money;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import com.circledesk.support.TestClock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever people do to a book, in whatever order and however far back: all that is kept beside the entries equals what
 * they say, and no date sees an overpaid invoice or an overdrawn receipt.
 */
@IntegrationTest
class LedgerInvariantTests {
    private static final int OPERATIONS = 250;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 2, 1);

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestClock clock;

    @Autowired
    private SystemWork work;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Receivables receivables;

    @Autowired
    private Invariance invariance;

    @Autowired
    private AccountQueries accountQueries;

    @Autowired
    private StatementQueries statements;

    @Autowired
    private AgeingQueries ageing;

    private final List<Long> owners = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private Random random = new Random(0);
    private LocalDate today = FIRST_DAY;
    private int numbers;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyOrderOfOperationsKeepsEverythingInStep(long seed) {
        random = new Random(seed);
        owners.add(accounts.create("KA-AIRTEL", "Airtel", "KA"));
        owners.add(accounts.create("KA-JIO", "Jio", "KA"));
        owners.add(accounts.create("MH-VI", "Vi", "MH"));
        for (int n = 0; n < OPERATIONS; n++) {
            if (n % 25 == 24) {
                today = today.plusDays(random.nextInt(40));
                clock.moveTo(today);
                receivables.closeMonths();
            }
            String operation = operate();
            outcomes.merge(operation, 1, Integer::sum);
            if (n % 50 == 49) {
                invariance.check();
                statementsChain();
                anyDayIsTheSumOfItsDays();
            }
        }
        assertThat(outcomes.keySet())
                .as("operations of every kind succeeded, and some were refused: %s", outcomes)
                .contains(
                        "invoice",
                        "receipt",
                        "allocate",
                        "credit",
                        "debit",
                        "own debit",
                        "over-applied",
                        "over-allocated")
                .anyMatch(outcome -> outcome.startsWith("undo"))
                .anyMatch(outcome -> outcome.startsWith("bounce"));
    }

    /** Periods that follow one another, of any length: each statement adds up, and closes with what the ageing says. */
    /** Whichever month end it is read from, before the day or after it. */
    private void anyDayIsTheSumOfItsDays() {
        for (int n = 0; n < 20; n++) {
            LocalDate day = FIRST_DAY.plusDays(random.nextInt(1 + (int) FIRST_DAY.until(today, ChronoUnit.DAYS)));
            assertThat(work.call(() ->
                            jdbc.sql("""
                            with read as (
                                select account_id, charge_type, invoice_date, due_date, amount, net_amount
                                from ledger_balances(:day, null, array['KA', 'MH'])
                            ), summed as (
                                select account_id, charge_type, invoice_date, due_date, sum(amount), sum(net_amount)
                                from ledger_day where effective_on <= :day group by 1, 2, 3, 4 having sum(amount) <> 0
                            )
                            select count(*) from (
                                (select * from read except all select * from summed)
                                union all (select * from summed except all select * from read)
                            ) differences
                            """).param("day", day).query(Long.class).single()))
                    .as("balances of %s", day)
                    .isZero();
        }
    }

    private void statementsChain() {
        for (Choice owner : work.call(() -> accountQueries.choices(work.everyCircle()))) {
            AccountFacts account = Objects.requireNonNull(work.call(
                    () -> accountQueries.find(owner.value(), work.everyCircle()).orElseThrow()));
            LocalDate from = FIRST_DAY.minusDays(random.nextInt(200));
            Money before = totalOfAgeing(owner.value(), from.minusDays(1));
            while (!from.isAfter(today)) {
                Period period = new Period(from, from.plusDays(random.nextInt(60)));
                Statement all = Objects.requireNonNull(
                        work.call(() -> statements.ofEveryEntry(account, period, work.everyCircle())));
                Statement shown = Objects.requireNonNull(
                        work.call(() -> statements.forCustomer(account, period, work.everyCircle())));

                assertThat(all.opening())
                        .as("%s opens %s", owner.value(), period)
                        .isEqualTo(before);
                assertRuns(all);
                assertRuns(shown);
                assertThat(shown.opening()).isEqualTo(all.opening());
                assertThat(shown.closing()).isEqualTo(all.closing());
                before = all.closing();
                assertThat(before)
                        .as("%s closes %s as its ageing", owner.value(), period)
                        .isEqualTo(totalOfAgeing(owner.value(), period.to()));
                from = period.to().plusDays(1);
            }
        }
    }

    private static void assertRuns(Statement statement) {
        Money balance = statement.opening();
        LocalDate day = statement.period().from();
        for (StatementLine line : statement.lines()) {
            balance = balance.plus(line.amount());
            assertThat(line.balance()).as("%s", line).isEqualTo(balance);
            assertThat(line.effectiveOn()).isBetween(day, statement.period().to());
            day = line.effectiveOn();
        }
        assertThat(statement.closing()).isEqualTo(balance);
    }

    private Money totalOfAgeing(String account, LocalDate day) {
        BookFilter filter = new BookFilter(List.of(), List.of(), List.of(account), List.of());
        return Objects.requireNonNull(work.call(
                () -> ageing.ageing(work.everyCircle(), AgeingRequest.of(day, AgeingGroup.ACCOUNT, filter))
                        .totals()
                        .total()));
    }

    /** @return what was done, or the rule that refused it */
    private String operate() {
        clock.moveTo(today);
        try {
            return switch (random.nextInt(12)) {
                case 0, 1, 2 -> invoice();
                case 3, 4 -> receipt();
                case 5, 6, 7 -> allocate();
                case 8 -> apply();
                case 9 -> note();
                case 10 -> undo(null);
                default -> undo(today);
            };
        } catch (BusinessRuleException refusal) {
            return refusal.code();
        } catch (DuplicateKeyException sameAllocationOnTheSameDay) {
            return "duplicate";
        }
    }

    private String invoice() {
        LocalDate date = past();
        receivables.invoice(
                owner(),
                "INV-" + ++numbers,
                random.nextInt(3) == 0 ? "ENERGY" : "RENTAL",
                date.toString(),
                date.plusDays(random.nextInt(3) * 15L).toString(),
                amount(),
                random.nextBoolean() ? "0" : amount());
        return "invoice";
    }

    private String receipt() {
        receivables.receipt(owner(), "RC-" + ++numbers, past().toString(), amount());
        return "receipt";
    }

    private String allocate() {
        List<Long> receipts = ids("select id from receipt where reversed_at is null order by id");
        if (receipts.isEmpty()) {
            return "nothing to do";
        }
        long receipt = any(receipts);
        List<Long> invoices = ids("""
                select i.id from invoice i join receipt r on r.account_id = i.account_id
                where r.id = %d and i.reversed_at is null order by i.id""".formatted(receipt));
        if (invoices.isEmpty()) {
            return "nothing to do";
        }
        long invoice = any(invoices);
        if (random.nextInt(3) == 0) {
            receivables.allocate(receipt, invoice, amount(), "1.50", "0.75", past().toString());
        } else {
            receivables.allocate(receipt, invoice, fitting("RECEIPT", receipt, invoice));
        }
        return "allocate";
    }

    private String apply() {
        List<Long> notes =
                ids("select document_id from on_account_item where document_type = 'NOTE' and rest > 0 order by 1");
        if (notes.isEmpty()) {
            return "nothing to do";
        }
        long note = any(notes);
        List<Long> invoices = ids("""
                select i.id from invoice i join note n on n.account_id = i.account_id
                where n.id = %d and i.reversed_at is null order by i.id""".formatted(note));
        if (invoices.isEmpty()) {
            return "nothing to do";
        }
        long invoice = any(invoices);
        receivables.applyNote(note, invoice, fitting("NOTE", note, invoice), today.toString());
        return "apply";
    }

    private String note() {
        long account = owner();
        List<Long> invoices =
                ids("select id from invoice where reversed_at is null and account_id = " + account + " order by id");
        Long invoice = invoices.isEmpty() || random.nextInt(3) == 0 ? null : any(invoices);
        if (random.nextBoolean()) {
            receivables.creditNote(account, "CN-" + ++numbers, today.toString(), amount(), invoice);
            return "credit";
        }
        receivables.debitNote(account, "DN-" + ++numbers, today.toString(), amount(), invoice);
        return invoice == null ? "own debit" : "debit";
    }

    /** @param on the day it happened, null for a correction */
    private String undo(@org.jspecify.annotations.Nullable LocalDate on) {
        DocumentKind kind = DocumentKind.values()[random.nextInt(DocumentKind.values().length)];
        List<Long> documents = ids("select id from %s where reversed_at is null %s order by id"
                .formatted(kind.table(), kind == DocumentKind.INVOICE ? "and document_type = 'INVOICE'" : ""));
        if (documents.isEmpty()) {
            return "nothing to do";
        }
        if (on == null) {
            receivables.reverse(kind, any(documents));
            return "undo " + kind;
        }
        receivables.reverse(kind, any(documents), on.toString());
        return "bounce " + kind;
    }

    /** The most that can be allocated, or nearly. */
    private String fitting(String type, long document, long invoice) {
        return work.call(() -> jdbc.sql("""
                        select least(o.open_amount, r.rest, :amount)::text
                        from open_item o, on_account_item r
                        where o.invoice_id = :invoice and r.document_type = :type and r.document_id = :document
                          and least(o.open_amount, r.rest) > 0
                        """)
                .param("amount", new java.math.BigDecimal(amount()))
                .param("invoice", invoice)
                .param("type", type)
                .param("document", document)
                .query(String.class)
                .optional()
                .orElse("0.01"));
    }

    private LocalDate past() {
        return today.minusDays(random.nextInt(4) == 0 ? random.nextInt(150) : random.nextInt(20));
    }

    private String amount() {
        return "%d.%02d".formatted(1 + random.nextInt(900), random.nextInt(100));
    }

    private long owner() {
        return any(owners);
    }

    private long any(List<Long> ids) {
        return ids.get(random.nextInt(ids.size()));
    }

    private List<Long> ids(String sql) {
        return work.call(() -> jdbc.sql(sql).query(Long.class).list());
    }
}
