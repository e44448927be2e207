package com.circledesk.receivables;

import static com.circledesk.receivables.DocumentKind.ALLOCATION;
import static com.circledesk.receivables.DocumentKind.INVOICE;
import static com.circledesk.receivables.DocumentKind.NOTE;
import static com.circledesk.receivables.DocumentKind.RECEIPT;
import static com.circledesk.support.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.support.Accounts;
import com.circledesk.support.IntegrationTest;
import com.circledesk.support.Invariance;
import com.circledesk.support.Receivables;
import com.circledesk.support.SystemWork;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's rules, each with the case that it refuses. */
@IntegrationTest
class LedgerTests {
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
    private Invariance invariance;

    private long account;

    @BeforeEach
    void openAccount() {
        account = accounts.create("KA-AIRTEL", "Airtel", "KA");
    }

    @Test
    void theAsOfVectorHoldsAlsoAsItWasKnownEarlier() {
        long[] ids = new long[2];
        work.on("2026-05-01", () -> ids[0] = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000"));
        work.on("2026-06-10", () -> ids[1] = receivables.receipt(account, "RC-1", "2026-06-10", "400"));
        work.on("2026-06-20", () -> receivables.allocate(ids[1], ids[0], "400", "2026-06-10"));

        assertThat(balances("2026-04-30", null)).isEmpty();
        assertThat(balances("2026-05-31", null)).isEqualTo(Map.of("RENTAL", "1000.00"));
        assertThat(balances("2026-06-09", null)).isEqualTo(Map.of("RENTAL", "1000.00"));
        assertThat(balances("2026-06-10", null)).isEqualTo(Map.of("RENTAL", "600.00"));
        assertThat(balances("2026-06-10", "2026-06-15"))
                .isEqualTo(Map.of("RENTAL", "1000.00", "ON_ACCOUNT", "-400.00"));

        receivables.closeMonths();
        assertThat(balances("2026-05-31", null)).isEqualTo(Map.of("RENTAL", "1000.00"));
        assertThat(balances("2026-11-21", null)).isEqualTo(Map.of("RENTAL", "600.00"));
        assertThat(balances("2026-11-21", "2026-06-15"))
                .isEqualTo(Map.of("RENTAL", "1000.00", "ON_ACCOUNT", "-400.00"));
    }

    @Test
    void aHistoryLoadedLaterOpensItsMonthsUntilTheyAreClosedAnew() {
        invoice("INV-1", "1000");
        long other = accounts.create("MH-JIO", "Jio", "MH");
        receivables.invoice(other, "INV-2", "2026-09-01", "2026-10-01", "500");
        receivables.closeMonths();
        String closed = "select to_char(month_end, 'YYYY-MM') from ledger_month_end order by 1";
        assertThat(jdbcAll(closed)).containsExactly("2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10");

        work.run(() -> {
            List<Long> history =
                    jdbc.sql("""
                            insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                                                 taxable_amount, tax_amount, total_amount)
                            select 'H-' || n, :account, 'KA', 'RENTAL', '2026-07-10', '2026-08-10', 1, 0, 1
                            from generate_series(1, 10001) n returning id
                            """).param("account", account).query(Long.class).list();
            ledger.postInvoices(DocumentSet.of(history));
        });

        assertThat(jdbcAll(closed)).containsExactly("2026-05", "2026-06");
        assertThat(balances("2026-10-31", null)).isEqualTo(Map.of("RENTAL", "11501.00"));
        assertThat(receivables.closeMonths()).isEqualTo(4);
        assertThat(balances("2026-10-31", null)).isEqualTo(Map.of("RENTAL", "11501.00"));
        assertThat(balances("2026-08-31", null)).isEqualTo(Map.of("RENTAL", "11001.00"));
        assertThat(jdbcAll("select month_end || ' ' || sum(amount) from ledger_snapshot group by month_end order by 1"))
                .containsExactly(
                        "2026-05-31 1000.00",
                        "2026-06-30 1000.00",
                        "2026-07-31 11001.00",
                        "2026-08-31 11001.00",
                        "2026-09-30 11501.00",
                        "2026-10-31 11501.00");
    }

    /** Few and many have plans of their own, within one connection. */
    @Test
    void hundredsOfEntriesArePostedAsOneIsWhicheverComesFirst() {
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "152");
        work.run(() -> {
            receivables.allocate(receipt, invoice("INV-1", "1"), "1");
            List<Long> invoices =
                    jdbc.sql("""
                            insert into invoice (invoice_no, account_id, circle, charge_type, invoice_date, due_date,
                                                 taxable_amount, tax_amount, total_amount)
                            select 'H-' || n, :account, 'KA', 'RENTAL', '2026-05-01', '2026-05-31', 2, 0, 2
                            from generate_series(1, 150) n returning id
                            """).param("account", account).query(Long.class).list();
            ledger.postInvoices(DocumentSet.of(invoices));
            allocateEach(receipt, "1");
            receivables.allocate(receipt, invoice("INV-2", "2"), "1");
        });
        assertThat(rest("RECEIPT", receipt)).isEqualByComparingTo("0");
        assertThat(balances("2026-06-11", null)).isEqualTo(Map.of("RENTAL", "151.00"));

        long little = receivables.receipt(account, "RC-2", "2026-06-10", "149");
        refused("over-allocated", null, () -> work.run(() -> allocateEach(little, "1")));
        long much = receivables.receipt(account, "RC-3", "2026-06-10", "300");
        refused("over-applied", null, () -> work.run(() -> allocateEach(much, "1.01")));
        work.run(() -> allocateEach(much, "1"));
        assertThat(jdbcAll("select sum(invoices) || ' settled, ' || sum(amount) from settlement_day"))
                .containsExactly("151 settled, 301.00");
        invariance.check();
    }

    /** From one receipt to each of the hundred and fifty. */
    private void allocateEach(long receipt, String amount) {
        List<Long> allocations = jdbc.sql("""
                        insert into allocation (receipt_id, invoice_id, account_id, circle, amount, keyed_on, effective_on)
                        select :receipt, id, account_id, circle, :amount, '2026-06-11', '2026-06-11'
                        from invoice where invoice_no like 'H-%' returning id
                        """)
                .param("receipt", receipt)
                .param("amount", new BigDecimal(amount))
                .query(Long.class)
                .list();
        LedgerRefusals.translate(() -> ledger.postAllocations(DocumentSet.of(allocations)));
    }

    @Test
    void anInvoiceIsNeverOverpaidAtAnyDate() {
        long invoice = invoice("INV-1", "1000");
        long first = receivables.receipt(account, "RC-1", "2026-06-10", "900");
        long second = receivables.receipt(account, "RC-2", "2026-07-10", "500");
        receivables.allocate(first, invoice, "900");
        refused(
                "over-applied",
                "Invoice INV-1 would be overpaid by ₹0.01 on 10 Jul 2026.",
                () -> receivables.allocate(second, invoice, "100.01"));

        receivables.reverse(ALLOCATION, allocationOf(first), "2026-08-01");
        // Open again since August, but on 10 July only 100.00 were open.
        refused("over-applied", null, () -> receivables.allocate(second, invoice, "500", "2026-07-10"));
        receivables.allocate(second, invoice, "500", "2026-08-01");
        assertThat(open(invoice)).isEqualByComparingTo("500");
    }

    @Test
    void aReceiptIsNeverOverdrawnAtAnyDate() {
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        refused(
                "over-allocated",
                "RC-1 does not hold enough: ₹0.01 are missing on 10 Jun 2026.",
                () -> receivables.allocate(receipt, invoice, "400.01"));
        refused("over-allocated", null, () -> receivables.allocate(receipt, invoice, "100", "2026-06-09"));
        receivables.allocate(receipt, invoice, "400");
        assertThat(rest("RECEIPT", receipt)).isEqualByComparingTo("0");
    }

    @Test
    void anAllocationIsNotBeforeItsInvoice() {
        long invoice = receivables.invoice(account, "INV-1", "2026-06-20", "2026-07-20", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        refused("before-document", null, () -> receivables.allocate(receipt, invoice, "400", "2026-06-19"));
        receivables.allocate(receipt, invoice, "400");
        assertThat(balances("2026-06-19", null)).isEqualTo(Map.of("ON_ACCOUNT", "-400.00"));
        assertThat(balances("2026-06-20", null)).isEqualTo(Map.of("RENTAL", "600.00"));
    }

    @Test
    void taxAndDeductionsCloseAnInvoiceTogetherWithCash() {
        long invoice = receivables.invoice(account, "INV-1", "RENTAL", "2026-05-01", "2026-05-31", "100000", "18000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "114000");
        receivables.allocate(receipt, invoice, "114000", "2000", "2000", "2026-06-10");
        assertThat(open(invoice)).isEqualByComparingTo("0");
        assertThat(entries(invoice))
                .containsExactly("INVOICE 118000.00", "ALLOCATION -114000.00", "TDS -2000.00", "GST_TDS -2000.00");
    }

    @Test
    void aCorrectionTakesTheOriginalsDateAndABounceItsOwn() {
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        long allocation = receivables.allocate(receipt, invoice, "400");
        receivables.reverse(ALLOCATION, allocation);
        assertThat(balances("2026-06-10", null)).isEqualTo(Map.of("RENTAL", "1000.00", "ON_ACCOUNT", "-400.00"));

        long again = receivables.allocate(receipt, invoice, "300");
        refused("before-document", null, () -> receivables.reverse(ALLOCATION, again, "2026-06-09"));
        receivables.reverse(ALLOCATION, again, "2026-06-30");
        receivables.reverse(RECEIPT, receipt, "2026-06-30");
        assertThat(balances("2026-06-29", null)).isEqualTo(Map.of("RENTAL", "700.00", "ON_ACCOUNT", "-100.00"));
        assertThat(balances("2026-06-30", null)).isEqualTo(Map.of("RENTAL", "1000.00"));
    }

    @Test
    void whatLaterEntriesRestOnCannotBeReversed() {
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        receivables.allocate(receipt, invoice, "400");
        refused("over-allocated", null, () -> receivables.reverse(RECEIPT, receipt));
        refused("over-applied", null, () -> receivables.reverse(INVOICE, invoice));
        assertThat(open(invoice)).isEqualByComparingTo("600");
    }

    @Test
    void nothingIsReversedTwiceAndAReversedNumberIsFree() {
        long invoice = invoice("INV-1", "1000");
        assertThat(receivables.reverse(INVOICE, invoice)).isEqualTo(1);
        assertThat(receivables.reverse(INVOICE, invoice)).isZero();
        assertThat(open(invoice)).isEqualByComparingTo("0");
        assertThat(open(invoice("inv-1", "1200"))).isEqualByComparingTo("1200");
    }

    @Test
    void aDebitNoteReopensItsInvoiceAndAgesWithIt() {
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "1000");
        receivables.allocate(receipt, invoice, "1000");
        receivables.debitNote(account, "DN-1", "2026-07-01", "50", invoice);
        assertThat(open(invoice)).isEqualByComparingTo("50");
        assertThat(jdbcAll(
                        "select charge_type || ' ' || due_date from ledger_balances('2026-07-01', null, array['KA'])"))
                .containsExactly("RENTAL 2026-05-31");
        assertThat(jdbcAll("select settled_on || ' ' || reopened_on || ' ' || days_late from settlement"))
                .containsExactly("2026-06-10 2026-07-01 10");
    }

    @Test
    void aDebitNoteWithoutInvoiceIsAnOpenItemOfItsOwnUntilItIsReversed() {
        receivables.debitNote(account, "DN-1", "2026-07-01", "50", null);
        assertThat(
                        jdbcAll(
                                "select charge_type || ' ' || due_date || ' ' || amount from ledger_balances('2026-07-01', null, array['KA'])"))
                .containsExactly("OTHER 2026-07-31 50.00");
        receivables.reverse(
                NOTE, Long.parseLong(jdbcAll("select id::text from note").get(0)));
        assertThat(balances("2026-07-01", null)).isEmpty();
        receivables.debitNote(account, "DN-1", "2026-07-02", "60", null);
        assertThat(balances("2026-07-02", null)).isEqualTo(Map.of("OTHER", "60.00"));
    }

    @Test
    void aCreditNoteOnASettledInvoiceGoesOnAccountAndCanBeAppliedToAnother() {
        long invoice = invoice("INV-1", "1000");
        long other = invoice("INV-2", "500");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "1000");
        receivables.allocate(receipt, invoice, "1000");
        long note = receivables.creditNote(account, "CN-1", "2026-07-01", "80", invoice);
        assertThat(balances("2026-07-01", null)).isEqualTo(Map.of("RENTAL", "500.00", "ON_ACCOUNT", "-80.00"));
        assertThat(rest("NOTE", note)).isEqualByComparingTo("80");
        receivables.applyNote(note, other, "80", "2026-07-05");
        assertThat(balances("2026-07-05", null)).isEqualTo(Map.of("RENTAL", "420.00"));
    }

    @Test
    void aCreditNoteLargerThanWhatIsOpenIsRefused() {
        long invoice = invoice("INV-1", "1000");
        refused("over-applied", null, () -> receivables.creditNote(account, "CN-1", "2026-06-01", "1000.01", invoice));
        receivables.creditNote(account, "CN-1", "2026-06-01", "1000", invoice);
        assertThat(open(invoice)).isEqualByComparingTo("0");
    }

    @Test
    void noEntryIsEffectiveInALockedMonthAndDefaultDatesMoveOn() {
        long invoice = invoice("INV-1", "1000");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        work.run(() -> jdbc.sql("insert into period_lock (month) values ('2026-06-01'), ('2026-07-01')")
                .update());
        refused(
                "period-locked",
                "Jun 2026 is locked: no entry may be effective in it.",
                () -> receivables.allocate(receipt, invoice, "400", "2026-06-10"));
        receivables.receipt(account, "RC-2", "2026-06-30", "100");
        assertThat(jdbcAll("select effective_on::text from ledger_entry order by id desc limit 1"))
                .containsExactly("2026-08-01");
        receivables.reverse(RECEIPT, receipt);
        assertThat(balances("2026-07-31", null)).isEqualTo(Map.of("RENTAL", "1000.00", "ON_ACCOUNT", "-400.00"));
        assertThat(balances("2026-08-01", null)).isEqualTo(Map.of("RENTAL", "1000.00", "ON_ACCOUNT", "-100.00"));
    }

    @Test
    void onlyOneOfTwoAllocationsGetsTheLastRupee() throws Exception {
        long first = invoice("INV-1", "400");
        long second = invoice("INV-2", "400");
        long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pair = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> outcomes = List.of(first, second).stream()
                    .map(invoice -> pair.submit(() -> {
                        start.await();
                        try {
                            receivables.allocate(receipt, invoice, "400");
                            return "won";
                        } catch (BusinessRuleException e) {
                            return e.code();
                        }
                    }))
                    .toList();
            start.countDown();
            assertThat(List.of(
                            outcomes.get(0).get(30, TimeUnit.SECONDS),
                            outcomes.get(1).get(30, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder("won", "over-allocated");
        } finally {
            pair.shutdownNow();
        }
        assertThat(rest("RECEIPT", receipt)).isEqualByComparingTo("0");
        assertThat(balances("2026-06-10", null)).isEqualTo(Map.of("RENTAL", "400.00"));
    }

    private long invoice(String number, String total) {
        return receivables.invoice(account, number, "2026-05-01", "2026-05-31", total);
    }

    /** Sums per charge type, as ageing reads them. */
    private Map<String, String> balances(String asOf, @Nullable String knownOn) {
        Map<String, String> sums = new TreeMap<>();
        work.run(() -> jdbc.sql("""
                        select charge_type, sum(amount) as amount
                        from ledger_balances(:asOf, cast(:knownOn as date), array['KA', 'MH']) group by 1
                        """)
                .param("asOf", LocalDate.parse(asOf))
                .param("knownOn", knownOn)
                .query(row -> {
                    sums.put(row.getString("charge_type"), row.getString("amount"));
                }));
        return sums;
    }

    private BigDecimal open(long invoice) {
        return new BigDecimal(jdbcAll("select open_amount::text from open_item where invoice_id = " + invoice)
                .get(0));
    }

    private BigDecimal rest(String type, long document) {
        return new BigDecimal(
                jdbcAll("select rest::text from on_account_item where document_type = '%s' and document_id = %d"
                                .formatted(type, document))
                        .get(0));
    }

    private List<String> entries(long invoice) {
        return jdbcAll("select kind || ' ' || amount from ledger_entry where invoice_id = " + invoice + " order by id");
    }

    private long allocationOf(long receipt) {
        return Long.parseLong(jdbcAll("select id::text from allocation where receipt_id = " + receipt)
                .get(0));
    }

    private List<String> jdbcAll(String sql) {
        return work.call(() -> jdbc.sql(sql).query(String.class).list());
    }
}
