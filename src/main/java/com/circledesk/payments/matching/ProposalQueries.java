package com.circledesk.payments.matching;

import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads receipts of which something is left, with what they are proposed to pay. A proposal that is not so any more is none. */
@Service
@Transactional(readOnly = true)
public class ProposalQueries {
    private static final String COLUMNS = """
            select r.id as receipt_id, r.receipt_no, r.received_on, a.id as account_id, a.code as account, a.customer_name,
                   r.circle, r.amount, o.rest, r.utr, r.remitter, r.narration, p.confidence,
                   coalesce(array_to_string(p.evidence, ','), '') as evidence_names, coalesce(l.invoices, 0) as invoices, coalesce(l.cash, 0) as cash,
                   coalesce(l.tds, 0) as tds, coalesce(l.gst_tds, 0) as gst_tds, coalesce(l.deduction, 0) as deduction,
                   coalesce(l.short_by, 0) as short_by, coalesce(p.on_account, 0) as on_account, p.rate_percent,
                   p.rate_on_gross, coalesce(l.stamp, '') as stamp
            """;

    private static final String TABLES = """
            from on_account_item o
            join receipt r on r.id = o.document_id
            join account a on a.id = o.account_id
            left join standing_proposal p on p.receipt_id = r.id
            """;

    private static final String SUMS = """
            left join lateral (
                select count(*)::int as invoices, sum(cash) as cash, sum(tds) as tds, sum(gst_tds) as gst_tds,
                       sum(deduction) as deduction, sum(short_by) as short_by,
                       md5(string_agg(concat_ws('|', invoice_id, cash, tds, gst_tds, deduction, short_by), ',' order by position)) as stamp
                from proposal_line where receipt_id = p.receipt_id) l on true
            """;

    private static final String WHERE = """
            where o.document_type = 'RECEIPT' and o.rest > 0 and o.circle = any (:circles)
              and (cast(:account as text) is null or lower(a.code) = lower(:account))
              and (cast(:confidence as text) is null or p.confidence = :confidence)
              and (not :unproposed or p.receipt_id is null)
              and (:text = '' or position(:text in lower(r.receipt_no)) > 0 or position(:text in lower(coalesce(r.utr, ''))) > 0
                   or position(:text in lower(coalesce(r.remitter, ''))) > 0 or position(:text in lower(a.code)) > 0)
            """;

    private final JdbcClient jdbc;

    ProposalQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The most certain first, then the largest. */
    public Paged<ProposalRow> list(ProposalFilter filter, int page, int size, Scope scope) {
        List<ProposalRow> rows = filtered(COLUMNS + TABLES + SUMS, filter, scope, """
                        order by array_position(array['CERTAIN', 'LIKELY', 'POSSIBLE'], p.confidence) nulls last,
                                 o.rest desc, r.id
                        limit :size offset :offset
                        """)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(ProposalRow.class)
                .list();
        return new Paged<>(rows, page, size, totals(filter, scope).receipts());
    }

    /** Of the whole filter, for example: all certain ones, 41 credits, 3.2 crore. */
    public ProposalTotals totals(ProposalFilter filter, Scope scope) {
        return filtered(
                        "select count(*) as receipts, coalesce(sum(o.rest), 0) as rest, coalesce(sum(l.invoices), 0) as invoices "
                                + TABLES + SUMS,
                        filter,
                        scope,
                        "")
                .query(ProposalTotals.class)
                .single();
    }

    /** @return nothing where nothing of the receipt is left */
    public Optional<ProposalRow> find(String receiptNo, Scope scope) {
        return jdbc.sql(COLUMNS + TABLES + SUMS + """
                        where o.document_type = 'RECEIPT' and o.rest > 0 and o.circle = any (:circles)
                          and r.id = (select id from documents_by_number('receipt', array[:number]) limit 1)
                        """)
                .param("number", receiptNo)
                .param("circles", scope.toArray())
                .query(ProposalRow.class)
                .optional();
    }

    /** Those of the receipts for which something is proposed, by receipt: one question for all. */
    public Map<Long, ProposalRow> of(Collection<Long> receiptIds, Scope scope) {
        return jdbc
                .sql(COLUMNS + TABLES + SUMS + """
                        where o.document_type = 'RECEIPT' and o.rest > 0 and o.circle = any (:circles)
                          and o.document_id = any (:receipts) and p.receipt_id is not null
                        """)
                .param("receipts", receiptIds.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(ProposalRow.class)
                .list()
                .stream()
                .collect(Collectors.toMap(ProposalRow::receiptId, row -> row));
    }

    /** In the order in which they are paid: the oldest first. */
    public List<ProposedLine> lines(long receiptId, Scope scope) {
        return lines(List.of(receiptId), scope).getOrDefault(receiptId, List.of());
    }

    /** Of many receipts, by receipt. */
    public Map<Long, List<ProposedLine>> lines(Collection<Long> receiptIds, Scope scope) {
        return jdbc
                .sql("""
                        select l.receipt_id, i.id as invoice_id, i.invoice_no, i.charge_type, i.period, i.invoice_date, i.due_date,
                               i.taxable_amount as taxable, i.total_amount as total, o.open_amount as open,
                               least(coalesce(d.amount, 0), o.open_amount) as disputed, l.cash, l.tds, l.gst_tds,
                               l.deduction, v.deduction_reason, l.short_by
                        from proposal_line l
                        join standing_proposal p on p.receipt_id = l.receipt_id
                        join invoice i on i.id = l.invoice_id
                        join open_item o on o.invoice_id = i.id
                        left join lateral (
                            select n.deduction_reason from receipt_advice x join advice_line n on n.advice_id = x.advice_id
                            where x.receipt_id = l.receipt_id and n.invoice_id = l.invoice_id and n.deduction_amount > 0
                            order by x.by_utr desc, x.advice_id desc limit 1) v on l.deduction > 0
                        left join disputed_amounts(app_today(), null, :circles, null,
                            array(select invoice_id from proposal_line where receipt_id = any (:receipts))) d on d.invoice_id = i.id
                        where l.receipt_id = any (:receipts) and l.circle = any (:circles)
                        order by l.receipt_id, l.position
                        """)
                .param("receipts", receiptIds.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(ProposedLine.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(ProposedLine::receiptId));
    }

    private JdbcClient.StatementSpec filtered(String select, ProposalFilter filter, Scope scope, String end) {
        Confidence confidence = filter.confidence();
        return jdbc.sql(select + WHERE + end)
                .param("circles", scope.narrowedTo(filter.circles()).toArray())
                .param("account", filter.account())
                .param("confidence", confidence == null ? null : confidence.name())
                .param("unproposed", filter.unproposed())
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT));
    }
}
