package com.circledesk.receivables.receipts;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Permission;
import com.circledesk.users.Scope;
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
                        where r.id = document_by_number('receipt', :number)
                          and (r.circle = any (:circles) or (r.circle is null and :unidentified))
                        """)
                .param("number", number)
                .param("circles", scope.toArray())
                .param("unidentified", seesUnidentified())
                .query(ReceiptFacts.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Receipt", number));
    }

    static boolean seesUnidentified() {
        return ActorContext.required().may(Permission.IMPORT)
                || ActorContext.required().may(Permission.POST_MONEY);
    }
}
