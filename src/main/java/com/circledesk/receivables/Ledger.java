package com.circledesk.receivables;

import com.circledesk.shared.BusinessRuleException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The only writer of ledger entries. A document is recorded first (invoice, receipt, note, allocation) and then posted:
 * its entries are made from it by one statement, whether it is one document or a million. Nothing is edited; undoing is a
 * reversal. What must hold at every date (no overpaid invoice, no overdrawn receipt, no entry in a locked month) is
 * refused by the database, see {@link LedgerRefusals}.
 *
 * <p>Source of the rules: the ledger chapter of the figures, explained to users on the help page.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Ledger {
    /** What {@code recorded_at} and {@code recorded_by} are anyway, asked once for a million rows instead of for each. */
    public static final String RECORDED = "(select app_now()), (select app_actor())";

    private final JdbcClient jdbc;

    Ledger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** INVOICE entries, effective on the invoice date; at cut-over only what was open, effective on the opening day. */
    public int postInvoices(DocumentSet set) {
        return post("""
                insert into ledger_entry (account_id, circle, invoice_id, kind, counts_as, amount, effective_on, recorded_at, recorded_by)
                select d.account_id, d.circle, d.id, 'INVOICE', 'INVOICE', coalesce(d.opening_open_amount, d.total_amount),
                       coalesce(d.opening_on, %s), %s
                from invoice d
                where d.document_type = 'INVOICE'
                """.formatted(firstOpenDay("d.invoice_date"), RECORDED), set);
    }

    /** RECEIPT entries on account, effective on the day received. Receipts without an account are not posted. */
    public int postReceipts(DocumentSet set) {
        return post("""
                insert into ledger_entry (account_id, circle, receipt_id, kind, counts_as, amount, effective_on)
                select d.account_id, d.circle, d.id, 'RECEIPT', 'RECEIPT', -d.amount, %s
                from receipt d
                where d.account_id is not null
                """.formatted(firstOpenDay("d.received_on")), set);
    }

    /**
     * Entries of notes, effective on the note's date, one for each of its invoices. A debit note adds to its open item. A credit note reduces its
     * invoice; without one, or where the invoice's open amount is 0.00, it goes on account.
     */
    public int postNotes(DocumentSet set) {
        return post("""
                insert into ledger_entry (account_id, circle, invoice_id, note_id, kind, counts_as, amount, effective_on, reason)
                select d.account_id, d.circle,
                       case when d.kind = 'DEBIT' or o.open_amount > 0 then coalesce(l.invoice_id, d.invoice_id) end,
                       d.id, d.kind || '_NOTE', d.kind || '_NOTE',
                       case d.kind when 'DEBIT' then 1 else -1 end * coalesce(l.total_amount, d.total_amount),
                       first_open_day(d.note_date), d.reason
                from note d
                left join note_line l on l.note_id = d.id
                left join open_item o on o.invoice_id = coalesce(l.invoice_id, d.invoice_id)
                where true
                """, set);
    }

    /** The pair of ALLOCATION entries, and those of what else settles the invoice: tax, deduction, what is rounded or written off. */
    public int postAllocations(DocumentSet set) {
        return post("""
                insert into ledger_entry (account_id, circle, invoice_id, receipt_id, note_id, allocation_id, kind, counts_as,
                                          amount, effective_on, reason, recorded_at, recorded_by)
                select d.account_id, d.circle, e.invoice_id, d.receipt_id, d.note_id, d.id, e.kind, e.kind, e.amount,
                       d.effective_on, coalesce(e.reason, d.reason), %s
                from allocation d
                cross join lateral (values
                    (null::bigint, 'ALLOCATION', d.amount, null),
                    (d.invoice_id, 'ALLOCATION', -d.amount, null),
                    (d.invoice_id, 'TDS', -d.tds_amount, null),
                    (d.invoice_id, 'GST_TDS', -d.gst_tds_amount, null),
                    (d.invoice_id, 'DEDUCTION', -d.deduction_amount, d.deduction_reason),
                    (d.invoice_id, 'ROUND_OFF', -d.round_off_amount, null),
                    (d.invoice_id, 'WRITE_OFF', -d.write_off_amount, null)
                ) e (invoice_id, kind, amount, reason)
                where e.amount <> 0
                """.formatted(RECORDED), set);
    }

    private int post(String sql, DocumentSet set) {
        String whole = sql + " and d.reversed_at is null and " + chosen(set);
        return LedgerRefusals.translate(() -> with(jdbc.sql(whole), set).update());
    }

    /**
     * Reverses every entry of the documents that is not reversed yet, and marks the documents so that their numbers are
     * free again.
     *
     * @param document {@code invoice}, {@code receipt}, {@code note} or {@code allocation}
     * @param effectiveOn the day it happened (a bounce, a withdrawal), never before the original; null = a correction,
     *     which takes each original's own date (or the first open day after it)
     * @return number of reversing entries
     */
    public int reverse(DocumentKind document, DocumentSet set, @Nullable LocalDate effectiveOn, String reason) {
        if (reason.isBlank()) {
            throw new BusinessRuleException("missing", "Say why this is reversed.");
        }
        String entriesOfDocument = switch (document) {
            case INVOICE -> "e.invoice_id = d.id and e.counts_as = 'INVOICE'";
            case RECEIPT -> "e.receipt_id = d.id and e.counts_as = 'RECEIPT'";
            case NOTE -> "e.note_id = d.id and e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')";
            case ALLOCATION -> "e.allocation_id = d.id";
        };
        String sql = """
                insert into ledger_entry (account_id, circle, invoice_id, receipt_id, note_id, allocation_id, kind, counts_as,
                                          amount, effective_on, reverses, reason)
                select e.account_id, e.circle, e.invoice_id, e.receipt_id, e.note_id, e.allocation_id, 'REVERSAL', e.kind,
                       -e.amount, coalesce(cast(:on as date), first_open_day(e.effective_on)), e.id, :reason
                from %s d join ledger_entry e on %s
                where %s and d.reversed_at is null and e.kind <> 'REVERSAL'
                  and not exists (select from ledger_entry r where r.reverses = e.id)
                """.formatted(document.table(), entriesOfDocument, chosen(set));
        int reversed = LedgerRefusals.translate(() -> with(jdbc.sql(sql), set)
                .param("on", effectiveOn)
                .param("reason", reason)
                .update());
        if (document == DocumentKind.NOTE) {
            String ownItem = """
                    update invoice i set reversed_at = app_now()
                    from note d
                    where %s and d.reversed_at is null and i.id = d.invoice_id and i.document_type = 'DEBIT_NOTE'
                      and i.reversed_at is null
                    """.formatted(chosen(set));
            with(jdbc.sql(ownItem), set).update();
        }
        String mark = "update %s d set reversed_at = app_now() where %s and d.reversed_at is null"
                .formatted(document.table(), chosen(set));
        with(jdbc.sql(mark), set).update();
        return reversed;
    }

    /** Asks {@code first_open_day} only for days up to the last locked month: of a million days few are that old. */
    private static String firstOpenDay(String day) {
        return """
                case when %1$s >= (select coalesce(max(l.month) + interval '1 month', '-infinity') from period_lock l
                                  where l.unlocked_at is null)
                     then %1$s else first_open_day(%1$s) end""".formatted(day);
    }

    private static String chosen(DocumentSet set) {
        return set.importId() != null ? "d.import_id = :import" : "d.id = any (:ids)";
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, DocumentSet set) {
        return set.importId() != null
                ? statement.param("import", set.importId())
                : statement.param("ids", set.ids().toArray(Long[]::new));
    }

    /**
     * Waits for everyone who is moving money of these accounts and keeps others out until the transaction ends. Taken in
     * account order, before reading what a decision rests on.
     */
    public void lockAccounts(Collection<Long> accountIds) {
        jdbc.sql("select account_id from account_balance where account_id = any (:ids) order by account_id for update")
                .param("ids", List.copyOf(new TreeSet<>(accountIds)).toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /**
     * Makes the month-end snapshots that are missing. Harmless to repeat; needs every circle in scope.
     *
     * @return months newly closed
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW, timeout = 600)
    public int closeMonths() {
        return jdbc.sql("select ledger_close_months()").query(Integer.class).single();
    }

    /** The same by day: gives way where somebody is posting, or closes them already. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, timeout = 600)
    public int closeMonthsIfQuiet() {
        return jdbc.sql("select case when pg_try_advisory_xact_lock(7205001) then ledger_close_months() else 0 end")
                .query(Integer.class)
                .single();
    }
}
