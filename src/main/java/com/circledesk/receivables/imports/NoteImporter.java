package com.circledesk.receivables.imports;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.RowImporter;
import com.circledesk.imports.Staging;
import com.circledesk.receivables.DocumentKind;
import com.circledesk.receivables.DocumentSet;
import com.circledesk.receivables.Ledger;
import com.circledesk.receivables.notes.ImportedNotes;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files of kind {@code notes}. A credit note reduces its invoice; without one, or where nothing is open on it, it goes on
 * account. A debit note adds to its invoice; without one it is an open item of its own, under its own number. A credit note may name
 * the dispute that it settles.
 */
@Component
@Order(6)
class NoteImporter implements RowImporter {
    private static final ImportKind KIND = ImportKind.of(
            "notes",
            List.of("note_no"),
            Column.key("note_no", "CN/26-27/0007").asRequired(),
            Column.choice("kind", "CREDIT", "DEBIT").asRequired(),
            Column.key("account_code", "BHARTI-MH").asRequired(),
            Column.date("note_date").asRequired().notInFuture(),
            Column.positiveAmount("total_amount").asRequired(),
            Column.amountFromZero("taxable_amount"),
            Column.amountFromZero("tax_amount"),
            Column.key("invoice_no", "TC/26-27/000123"),
            Column.text("reason", 500),
            Column.key("dispute_ref", "D-KA-000123"));

    /** Where one half of the split is given, the other follows from the total. */
    private static final String TAXABLE = "coalesce(s.taxable_amount, s.total_amount - s.tax_amount)";

    private static final String TAX = "coalesce(s.tax_amount, s.total_amount - s.taxable_amount)";

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Dependants dependants;
    private final List<ImportedNotes> others;

    NoteImporter(JdbcClient jdbc, Ledger ledger, Dependants dependants, List<ImportedNotes> others) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.dependants = dependants;
        this.others = others;
    }

    @Override
    public ImportKind kind() {
        return KIND;
    }

    @Override
    public String list() {
        return "/disputes/notes";
    }

    @Override
    public void check(Staging rows) {
        rows.refuseRepeatedKeys();
        References.requireAccount(rows);
        References.findDocuments(rows, "note", "note_no");
        References.refuseTakenNumbers(rows, "note", "note_no");
        References.findDocuments(rows, "invoice", "invoice_no");
        References.requireDocument(rows, "invoice", "invoice_no");
        checkAmountsAndDates(rows);
        lockAccounts(rows);
        others.forEach(other -> other.check(rows));
        compare(rows);
        rows.fault("conflict", "note_no", """
                select s.row_no, format('Note %s is recorded already with other values: an invoice bears its number.', s.note_no)
                from accepted s
                where s.kind = 'DEBIT' and s.invoice_no is null and s.note_no_key in (
                    select taken_document_numbers('invoice',
                        array(select note_no_key from accepted where kind = 'DEBIT' and invoice_no is null)))
                """);
        Periods.refuseLocked(rows, "note_date");
        checkCapacity(rows);
    }

    private static void checkAmountsAndDates(Staging rows) {
        rows.fault("conflict", "note_no", """
                select row_no, format('%s is a number of our own series: such notes are issued here, not imported.', note_no)
                from staged where upper(note_no) ~ '^(CN|DN)[0-9]{2}[0-9A-Z]/[0-9]{4}/[0-9]{5}$'
                """);
        rows.fault("total-mismatch", "total_amount", """
                select row_no, format('The total is %s, which is not taxable %s plus tax %s.', total_amount,
                                      coalesce(taxable_amount::text, '(empty)'), coalesce(tax_amount::text, '(empty)'))
                from staged
                where taxable_amount + tax_amount <> total_amount or taxable_amount > total_amount or tax_amount > total_amount
                """);
        rows.fault("account-mismatch", "invoice_no", """
                select s.row_no, format('Invoice %s is of account %s, not of %s.', i.invoice_no, b.code, s.account_code)
                from accepted s join found_invoice f on f.key = s.invoice_no_key join invoice i on i.id = f.id
                join account b on b.id = i.account_id
                where lower(b.code) <> s.account_code_key
                """);
        rows.fault("before-document", "note_date", """
                select s.row_no, format('The note''s date %s is before the date of invoice %s, %s.', s.note_date, i.invoice_no,
                                        greatest(i.invoice_date, i.opening_on))
                from accepted s join found_invoice f on f.key = s.invoice_no_key join invoice i on i.id = f.id
                where s.note_date < greatest(i.invoice_date, i.opening_on)
                """);
    }

    /** Nobody else may move these accounts' money between the check and the posting. */
    private void lockAccounts(Staging rows) {
        if (rows.isCommit()) {
            ledger.lockAccounts(jdbc.sql("""
                            select distinct a.id from accepted s join account a on lower(a.code) = s.account_code_key
                            """).query(Long.class).list());
        }
    }

    /** A debit note without invoice is recorded with the open item that it makes, which the file does not name. */
    private static void compare(Staging rows) {
        new Comparison(rows)
                .of("kind", "n.kind", "s.kind")
                .of("account_code", "lower(b.code)", "s.account_code_key")
                .of("note_date", "n.note_date", "s.note_date")
                .of("total_amount", "n.total_amount", "s.total_amount")
                .ifGiven("taxable_amount", "n.taxable_amount", TAXABLE)
                .ifGiven("tax_amount", "n.tax_amount", TAX)
                .ifGiven(
                        "invoice_no",
                        "case when i.document_type = 'INVOICE' or lower(i.invoice_no) <> lower(n.note_no) then lower(i.invoice_no) end",
                        "s.invoice_no_key")
                .ifGiven("reason", "n.reason", "s.reason")
                .decide("""
                        accepted s join found_note f on f.key = s.note_no_key join note n on n.id = f.id
                        join account b on b.id = n.account_id left join invoice i on i.id = n.invoice_id
                        """, "note_no", "'Note ' || n.note_no");
    }

    /**
     * As if the notes were recorded one after the other, in the order of the file: a credit note on an invoice that owes
     * something takes from it, one on an invoice that owes nothing goes on account, and a debit note makes it owe again.
     */
    private void checkCapacity(Staging rows) {
        Capacity.prepare(rows);
        jdbc.sql("""
                insert into claim
                select s.row_no, 'I' || o.invoice_id, s.note_date,
                       case s.kind when 'CREDIT' then s.total_amount else -s.total_amount end
                from accepted s join found_invoice f on f.key = s.invoice_no_key join open_item o on o.invoice_id = f.id
                where o.open_amount > 0 or s.invoice_no_key in (select d.invoice_no_key from accepted d where d.kind = 'DEBIT')
                """).update();
        Capacity.decide(rows);
        rows.fault("over-applied", "total_amount", """
                select s.row_no, format('Of invoice %s %s is open from %s on, but the note credits %s.', s.invoice_no,
                                        greatest(f.available, 0), s.note_date, s.total_amount)
                from refused f join staged s using (row_no) where f.at_last <> 0
                """);
    }

    @Override
    public void post(Staging rows) {
        addOpenItems(rows);
        jdbc.sql("""
                insert into note (note_no, kind, account_id, circle, note_date, total_amount, taxable_amount, tax_amount, invoice_id,
                                  reason, import_id)
                select s.note_no, s.kind, a.id, a.circle, s.note_date, s.total_amount, %s, %s, coalesce(f.id, own.id), s.reason,
                       :import
                from accepted s join account a on lower(a.code) = s.account_code_key
                left join found_invoice f on f.key = s.invoice_no_key
                left join invoice own on own.import_id = :import and lower(own.invoice_no) = s.note_no_key and s.kind = 'DEBIT'
                     and s.invoice_no is null
                """.formatted(TAXABLE, TAX)).param("import", rows.importId()).update();
        turns(rows).forEach(ledger::postNotes);
        others.forEach(other -> other.posted(rows));
    }

    /**
     * The notes in the turns in which they are posted. Whether a note takes from its invoice or goes on account is told by
     * what the invoice owes when the ledger's statement begins: so a note comes in a later turn than one of this file that
     * closes its invoice or opens it again.
     */
    private List<DocumentSet> turns(Staging rows) {
        DocumentSet all = DocumentSet.ofImport(rows.importId());
        if (!Capacity.isContested(rows)) {
            return List.of(all);
        }
        jdbc.sql("""
                create temp table turn on commit drop as
                select row_no, count(*) filter (where changes) over (partition by item order by row_no) as turn
                from (select row_no, item, what is distinct from lag(what) over (partition by item order by row_no) as changes
                      from (select c.row_no, c.item, case when c.amount < 0 then 'brings'
                                                          when r.row_no is null then 'takes' else 'on account' end as what
                            from claim c join contested using (item) left join refused r using (row_no)) decided) changed
                """).update();
        return jdbc.sql("""
                        select array_agg(n.id) from note n join accepted s on s.note_no_key = lower(n.note_no)
                        left join turn t using (row_no)
                        where n.import_id = :import and n.reversed_at is null
                        group by coalesce(t.turn, 0) order by coalesce(t.turn, 0)
                        """)
                .param("import", rows.importId())
                .query((row, n) ->
                        DocumentSet.of(List.of((Long[]) row.getArray(1).getArray())))
                .list();
    }

    /** Debit notes without invoice: due after the account's terms. */
    private void addOpenItems(Staging rows) {
        jdbc.sql("""
                insert into invoice (invoice_no, document_type, account_id, circle, charge_type, invoice_date, due_date,
                                     taxable_amount, tax_amount, total_amount, import_id)
                select s.note_no, 'DEBIT_NOTE', a.id, a.circle, 'OTHER', s.note_date, s.note_date + a.payment_terms_days,
                       coalesce(%s, s.total_amount), coalesce(%s, 0), s.total_amount, :import
                from accepted s join account a on lower(a.code) = s.account_code_key
                where s.kind = 'DEBIT' and s.invoice_no is null
                """.formatted(TAXABLE, TAX)).param("import", rows.importId()).update();
    }

    @Override
    public void revert(long importId, String reason) {
        dependants.refuseThoseOfNotes(importId);
        ledger.reverse(DocumentKind.NOTE, DocumentSet.ofImport(importId), null, reason);
        ledger.reverse(DocumentKind.INVOICE, DocumentSet.ofImport(importId), null, reason);
        others.forEach(other -> other.reverted(importId, reason));
    }
}
