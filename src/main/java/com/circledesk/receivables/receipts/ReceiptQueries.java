package com.circledesk.receivables.receipts;

import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads receipts. One without an account has no circle yet: those who import or post money see it, for everyone else it is
 * as good as missing.
 */
@Service
@Transactional(readOnly = true)
public class ReceiptQueries {
    static final String COLUMNS = """
            select r.id, r.receipt_no, r.received_on, coalesce(o.dated_on, r.received_on) as posted_on, r.amount,
                   case when r.reversed_at is not null then 0
                        when r.account_id is null then r.amount else coalesce(o.rest, 0) end as rest,
                   r.account_id, a.code as account, a.customer_name, r.circle, r.utr, r.remitter, r.narration, r.import_id,
                   r.recorded_at, r.recorded_by, r.identified_at, r.identified_by, r.reversed_at,
                   back.effective_on as reversed_on, back.recorded_by as reversed_by, back.reason as reversal_reason
            """;

    static final String TABLES = """
            from receipt r
            left join account a on a.id = r.account_id
            left join on_account_item o on o.document_type = 'RECEIPT' and o.document_id = r.id
            left join lateral (
                select e.effective_on, e.recorded_by, e.reason from ledger_entry e
                where e.receipt_id = r.id and e.counts_as = 'RECEIPT' and e.kind = 'REVERSAL' and r.reversed_at is not null
                limit 1) back on true
            """;

    private final JdbcClient jdbc;

    ReceiptQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The receipt that holds the number now, or else the last one that held it and was taken back.
     *
     * @param number trimmed and compared case-blind
     */
    public ReceiptFacts get(String number, Scope scope) {
        return jdbc.sql(COLUMNS + TABLES + """
                        where r.id = (select id from documents_by_number('receipt', array[:number]) limit 1)
                          and (r.circle = any (:circles) or (r.circle is null and :unidentified))
                        """)
                .param("number", number)
                .param("circles", scope.toArray())
                .param("unidentified", seesUnidentified())
                .query(ReceiptFacts.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Receipt", number));
    }

    /** Unidentified ones first, then the last received. */
    public Paged<ReceiptFacts> list(ReceiptFilter filter, int page, int size, Scope scope) {
        List<ReceiptFacts> rows = filtered(COLUMNS, filter, scope, """
                        order by (r.account_id is null and r.reversed_at is null) desc, r.received_on desc, r.id desc
                        limit :size offset :offset
                        """)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(ReceiptFacts.class)
                .list();
        return new Paged<>(rows, page, size, totals(filter, scope).receipts());
    }

    public ReceiptTotals totals(ReceiptFilter filter, Scope scope) {
        return filtered("""
                        select count(*) as receipts, coalesce(sum(r.amount) filter (where r.reversed_at is null), 0) as amount,
                               coalesce(sum(case when r.account_id is null then r.amount else o.rest end)
                                        filter (where r.reversed_at is null), 0) as rest
                        """, filter, scope, "").query(ReceiptTotals.class).single();
    }

    private JdbcClient.StatementSpec filtered(String columns, ReceiptFilter filter, Scope scope, String end) {
        ReceiptFilter.State state = filter.state();
        Scope within = scope.narrowedTo(filter.circles());
        return jdbc.sql(columns + TABLES + """
                        where (r.circle = any (:circles) or (r.circle is null and :unidentified))
                          and (cast(:account as text) is null or lower(a.code) = lower(:account))
                          and (cast(:from as date) is null or r.received_on >= :from)
                          and (cast(:to as date) is null or r.received_on <= :to)
                          and (:text = '' or position(:text in lower(r.receipt_no)) > 0
                               or position(:text in lower(coalesce(r.utr, ''))) > 0
                               or position(:text in lower(coalesce(r.remitter, ''))) > 0)
                          and case :state
                                when 'UNIDENTIFIED' then r.account_id is null and r.reversed_at is null
                                when 'IDENTIFIED' then r.account_id is not null and r.reversed_at is null
                                when 'UNAPPLIED' then o.rest > 0
                                when 'APPLIED' then o.rest = 0 and r.reversed_at is null
                                when 'TAKEN_BACK' then r.reversed_at is not null
                                else true
                              end
                        """ + end)
                .param("circles", within.toArray())
                .param("unidentified", filter.circles().isEmpty() && filter.account() == null && seesUnidentified())
                .param("account", filter.account())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("text", filter.text().strip().toLowerCase(Locale.ROOT))
                .param("state", state == null ? "" : state.name());
    }

    static boolean seesUnidentified() {
        return ActorContext.required().may(Permission.IMPORT)
                || ActorContext.required().may(Permission.POST_MONEY);
    }
}
