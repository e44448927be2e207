package com.circledesk.receivables.allocations;

import static com.circledesk.receivables.allocations.AllocationSource.Type.RECEIPT;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The books as an allocation finds them. Read again under the account's lock, they hold until its transaction ends. */
@Component
class AllocationBooks {
    /** @param datedOn when its own entry takes effect: later than the document's date where that month was locked */
    record Source(
            long id, long accountId, String account, String number, boolean reversed, Money rest, LocalDate datedOn) {}

    /**
     * @param line which line asks for it
     * @param datedOn when its own entry takes effect: at cut-over, or where its month was locked, after the invoice date
     * @param keyedOn the date of the allocation's natural key: as asked, else the later of both documents' dates
     * @param effectiveOn that day, or the first open one after it
     * @param paidBefore what this source already pays of this invoice under the same date
     */
    record Invoice(
            int line,
            long id,
            long accountId,
            String invoiceNo,
            boolean reversed,
            Money open,
            LocalDate datedOn,
            LocalDate keyedOn,
            LocalDate effectiveOn,
            @Nullable Money paidBefore) {}

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

    /** The invoices that the lines name, as far as there are any: all with one question. */
    Map<Integer, Invoice> invoices(Allocate asked, Source source, Scope scope) {
        String[] numbers = asked.lines().stream().map(Allocate.Line::invoiceNo).toArray(String[]::new);
        return jdbc
                .sql("""
                        select n.line - 1 as line, i.id, i.account_id, i.invoice_no, i.reversed_at is not null as reversed,
                               coalesce(o.open_amount, 0) as open, d.dated_on, k.keyed_on,
                               first_open_day(k.keyed_on) as effective_on,
                               (select a.amount from allocation a
                                where a.%s = :source and a.invoice_id = i.id and a.keyed_on = k.keyed_on
                                  and a.reversed_at is null and a.write_off_request_id is null) as paid_before
                        from unnest(:numbers) with ordinality n (number, line)
                        cross join lateral (select id from documents_by_number('invoice', array[n.number]) limit 1) f
                        join invoice i on i.id = f.id and i.circle = any (:circles)
                        left join open_item o on o.invoice_id = i.id
                        cross join lateral (
                            select coalesce((select min(e.effective_on) from ledger_entry e where e.invoice_id = i.id),
                                            i.invoice_date) as dated_on) d
                        cross join lateral (
                            select coalesce(cast(:asked as date), greatest(d.dated_on, cast(:sourceOn as date))) as keyed_on) k
                        """.formatted(asked.source().type() == RECEIPT ? "receipt_id" : "note_id"))
                .param("source", source.id())
                .param("numbers", numbers)
                .param("circles", scope.toArray())
                .param("asked", asked.effectiveOn())
                .param("sourceOn", source.datedOn())
                .query(Invoice.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Invoice::line, invoice -> invoice));
    }
}
