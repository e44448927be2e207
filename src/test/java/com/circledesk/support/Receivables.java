package com.circledesk.support;

import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.shared.Money;
import com.circledesk.users.ActorContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Object mother of documents, each recorded and posted through the {@link Ledger} in one transaction, at the moment the
 * clock shows (or within {@link SystemWork#on}). Days are ISO dates, amounts plain numbers:
 *
 * <pre>
 * long invoice = receivables.invoice(account, "INV-1", "2026-05-01", "2026-05-31", "1000");
 * long receipt = receivables.receipt(account, "RC-1", "2026-06-10", "400");
 * receivables.allocate(receipt, invoice, "400");
 * </pre>
 */
@TestComponent
public class Receivables {
    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final SystemWork work;

    Receivables(JdbcClient jdbc, Ledger ledger, SystemWork work) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.work = work;
    }

    /** A rental invoice without tax. */
    public long invoice(long account, String number, String date, String due, String total) {
        return invoice(account, number, "RENTAL", date, due, total, "0");
    }

    /** An invoice of a charge type, its total being taxable plus tax. */
    public long invoice(
            long account, String number, String chargeType, String date, String due, String taxable, String tax) {
        return work.call(() -> {
            long id = insertInvoice(account, number, "INVOICE", chargeType, date, due, taxable, tax, null, null);
            ledger.postInvoices(DocumentSet.of(id));
            return id;
        });
    }

    /** A rental invoice due at once, that names the GSTINs of both sides. */
    public long invoiceBetween(
            String ours, String theirs, long account, String number, String date, String taxable, String tax) {
        return work.call(() -> {
            long id = insertInvoice(account, number, "INVOICE", "RENTAL", date, date, taxable, tax, ours, theirs);
            ledger.postInvoices(DocumentSet.of(id));
            return id;
        });
    }

    /** Money received for an account, on account until allocated. */
    public long receipt(long account, String number, String date, String amount) {
        return receipt(account, number, date, amount, null);
    }

    /** @param narration what the bank wrote beside it */
    public long receipt(long account, String number, String date, String amount, @Nullable String narration) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into receipt (receipt_no, received_on, amount, account_id, circle, narration)
                            select :number, :date, :amount, id, circle, :narration from account where id = :account returning id
                            """)
                    .param("narration", narration)
                    .param("number", number)
                    .param("date", LocalDate.parse(date))
                    .param("amount", new BigDecimal(amount))
                    .param("account", account)
                    .query(Long.class)
                    .single();
            ledger.postReceipts(DocumentSet.of(id));
            return id;
        });
    }

    /** Money of which nobody knows yet whose it is: no ledger entry. */
    public long unidentifiedReceipt(String number, String date, String amount) {
        return work.call(() -> jdbc.sql("""
                        insert into receipt (receipt_no, received_on, amount) values (:number, :date, :amount) returning id
                        """)
                .param("number", number)
                .param("date", LocalDate.parse(date))
                .param("amount", new BigDecimal(amount))
                .query(Long.class)
                .single());
    }

    public long creditNote(long account, String number, String date, String total, @Nullable Long invoice) {
        return note("CREDIT", account, number, date, total, invoice);
    }

    /** A debit note on an invoice, or without one an open item of its own, payable within the account's terms. */
    public long debitNote(long account, String number, String date, String total, @Nullable Long invoice) {
        return work.call(() -> {
            Long item = invoice;
            if (item == null) {
                LocalDate due = LocalDate.parse(date)
                        .plusDays(jdbc.sql("select payment_terms_days from account where id = :id")
                                .param("id", account)
                                .query(Integer.class)
                                .single());
                item = insertInvoice(
                        account, number, "DEBIT_NOTE", "OTHER", date, due.toString(), total, "0", null, null);
            }
            return note("DEBIT", account, number, date, total, item);
        });
    }

    /** Moves money from a receipt to an invoice, effective on the later of both dates. */
    public long allocate(long receipt, long invoice, String amount) {
        return allocate(receipt, invoice, amount, laterDate(receipt, invoice));
    }

    public long allocate(long receipt, long invoice, String amount, String effectiveOn) {
        return allocate(receipt, invoice, amount, "0", "0", effectiveOn);
    }

    public long allocate(long receipt, long invoice, String amount, String tds, String gstTds, String effectiveOn) {
        return allocation("receipt_id", receipt, invoice, amount, tds, gstTds, effectiveOn);
    }

    /** Moves unapplied credit from a credit note to an invoice. */
    public long applyNote(long note, long invoice, String amount, String effectiveOn) {
        return allocation("note_id", note, invoice, amount, "0", "0", effectiveOn);
    }

    /** A correction: each reversal takes its original's date. */
    public int reverse(DocumentKind kind, long id) {
        return work.call(() -> ledger.reverse(kind, DocumentSet.of(id), null, "entered by mistake"));
    }

    /** A bounce or withdrawal: reversed on the day it happened. */
    public int reverse(DocumentKind kind, long id, String effectiveOn) {
        return work.call(() -> ledger.reverse(kind, DocumentSet.of(id), LocalDate.parse(effectiveOn), "bounced"));
    }

    /** Makes the month-end snapshots of all months that have ended. */
    public int closeMonths() {
        return ActorContext.callAs(work.actor(), ActorContext.now(), () -> work.call(ledger::closeMonths));
    }

    private long insertInvoice(
            long account,
            String number,
            String documentType,
            String chargeType,
            String date,
            String due,
            String taxable,
            String tax,
            @Nullable String ours,
            @Nullable String theirs) {
        return jdbc.sql("""
                        insert into invoice (invoice_no, document_type, account_id, circle, charge_type, invoice_date, due_date,
                                             taxable_amount, tax_amount, total_amount, supplier_gstin, customer_gstin)
                        select :number, :documentType, id, circle, :chargeType, :date, :due, :taxable, :tax, :taxable + :tax,
                               :supplier, :customer
                        from account where id = :account returning id
                        """)
                .param("number", number)
                .param("documentType", documentType)
                .param("chargeType", chargeType)
                .param("date", LocalDate.parse(date))
                .param("due", LocalDate.parse(due))
                .param("taxable", new BigDecimal(taxable))
                .param("tax", new BigDecimal(tax))
                .param("account", account)
                .param("supplier", ours)
                .param("customer", theirs)
                .query(Long.class)
                .single();
    }

    private long note(String kind, long account, String number, String date, String total, @Nullable Long invoice) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into note (note_no, kind, account_id, circle, note_date, total_amount, invoice_id)
                            select :number, :kind, id, circle, :date, :total, :invoice
                            from account where id = :account returning id
                            """)
                    .param("number", number)
                    .param("kind", kind)
                    .param("date", LocalDate.parse(date))
                    .param("total", new BigDecimal(total))
                    .param("invoice", invoice)
                    .param("account", account)
                    .query(Long.class)
                    .single();
            ledger.postNotes(DocumentSet.of(id));
            return id;
        });
    }

    private long allocation(
            String source, long sourceId, long invoice, String amount, String tds, String gstTds, String effectiveOn) {
        return work.call(() -> {
            long id = jdbc.sql("""
                            insert into allocation (%s, invoice_id, account_id, circle, amount, tds_amount, gst_tds_amount,
                                                    keyed_on, effective_on)
                            select :source, id, account_id, circle, :amount, :tds, :gstTds, :on, :on
                            from invoice where id = :invoice returning id
                            """.formatted(source))
                    .param("source", sourceId)
                    .param("invoice", invoice)
                    .param("amount", new BigDecimal(amount))
                    .param("tds", new BigDecimal(tds))
                    .param("gstTds", new BigDecimal(gstTds))
                    .param("on", LocalDate.parse(effectiveOn))
                    .query(Long.class)
                    .single();
            ledger.postAllocations(DocumentSet.of(id));
            return id;
        });
    }

    private String laterDate(long receipt, long invoice) {
        return Objects.requireNonNull(work.call(() -> jdbc.sql("""
                                select greatest((select received_on from receipt where id = :id),
                                                (select invoice_date from invoice where id = :invoice))::text
                                """)
                .param("id", receipt)
                .param("invoice", invoice)
                .query(String.class)
                .single()));
    }

    /** What is open of an invoice now. */
    public Money open(String number) {
        return work.call(() -> jdbc.sql("""
                        select o.open_amount from open_item o join invoice i on i.id = o.invoice_id where i.invoice_no = :number
                        """)
                .param("number", number)
                .query((row, n) -> Money.of(row.getBigDecimal(1)))
                .single());
    }
}
