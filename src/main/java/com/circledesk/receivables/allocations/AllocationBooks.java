package com.circledesk.receivables.allocations;

import static com.circledesk.receivables.allocations.AllocationSource.Type.RECEIPT;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The books as an allocation finds them. Read again under the account's lock, they hold until its transaction ends. */
@Component
class AllocationBooks {
    /** @param datedOn when its own entry takes effect: later than the document's date where that month was locked */
    record Source(
            long id, long accountId, String account, String number, boolean reversed, Money rest, LocalDate datedOn) {}

    /** @param datedOn when its own entry takes effect: at cut-over, or where its month was locked, after the invoice date */
    record Invoice(long id, long accountId, String invoiceNo, boolean reversed, Money open, LocalDate datedOn) {}

    private static final String RECEIPT_SQL = """
            select d.id, d.account_id, a.code as account, d.receipt_no as number, d.reversed_at is not null as reversed,
                   coalesce(o.rest, 0) as rest, coalesce(o.dated_on, d.received_on) as dated_on
            from receipt d
            join account a on a.id = d.account_id
            left join on_account_item o on o.document_type = 'RECEIPT' and o.document_id = d.id
            where d.id = (select id from documents_by_number('receipt', array[:number]) limit 1)
              and d.circle = any (:circles)
            """;

    private static final String NOTE_SQL = """
            select d.id, d.account_id, a.code as account, d.note_no as number, d.reversed_at is not null as reversed,
                   coalesce(o.rest, 0) as rest, coalesce(o.dated_on, d.note_date) as dated_on
            from note d
            join account a on a.id = d.account_id
            left join on_account_item o on o.document_type = 'NOTE' and o.document_id = d.id
            where d.id = (select id from documents_by_number('note', array[:number]) limit 1)
              and d.circle = any (:circles) and d.kind = 'CREDIT'
            """;

    private final JdbcClient jdbc;

    AllocationBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Source source(AllocationSource asked, Scope scope) {
        return jdbc.sql(asked.type() == RECEIPT ? RECEIPT_SQL : NOTE_SQL)
                .param("number", asked.number())
                .param("circles", scope.toArray())
                .query(Source.class)
                .optional()
                .orElseThrow(() ->
                        new NotFoundException(asked.type() == RECEIPT ? "Receipt" : "Credit note", asked.number()));
    }

    Optional<Invoice> invoice(String number, Scope scope) {
        return jdbc.sql("""
                        select i.id, i.account_id, i.invoice_no, i.reversed_at is not null as reversed,
                               coalesce(o.open_amount, 0) as open,
                               coalesce((select min(e.effective_on) from ledger_entry e where e.invoice_id = i.id), i.invoice_date)
                                   as dated_on
                        from invoice i left join open_item o on o.invoice_id = i.id
                        where i.id = (select id from documents_by_number('invoice', array[:number]) limit 1)
                          and i.circle = any (:circles)
                        """)
                .param("number", number)
                .param("circles", scope.toArray())
                .query(Invoice.class)
                .optional();
    }

    /** What this source already pays of this invoice under the same date of its natural key. */
    Optional<Money> allocatedOn(Source source, AllocationSource.Type type, Invoice invoice, LocalDate keyedOn) {
        return jdbc.sql("""
                        select amount from allocation
                        where %s = :source and invoice_id = :invoice and keyed_on = :on and reversed_at is null
                        """.formatted(type == RECEIPT ? "receipt_id" : "note_id"))
                .param("source", source.id())
                .param("invoice", invoice.id())
                .param("on", keyedOn)
                .query((row, n) -> Money.of(row.getBigDecimal("amount")))
                .optional();
    }
}
