package com.circledesk.payments.advices;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes advices, from the rows that were staged and passed: of a file or of a pasted table. */
@Component
class AdviceRecords {
    /** How far the day of the credit may be from the day that the advice names. */
    private static final int DAYS_APART = 5;

    private final JdbcClient jdbc;

    AdviceRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return ids of the advices, each attached to its credit where amount and day leave no doubt */
    List<Long> insertAccepted(@Nullable Long importId) {
        List<Long> ids = jdbc.sql("""
                        insert into advice (utr, paid_on, lines, gross_amount, tds_amount, gst_tds_amount, deduction_amount,
                                            net_amount, import_id)
                        select min(utr), paid_on, count(*), sum(net + kept), sum(coalesce(tds, 0)), sum(coalesce(gst_tds, 0)),
                               sum(coalesce(deductions, 0)), sum(net), :import
                        from (select *, coalesce(tds, 0) + coalesce(gst_tds, 0) + coalesce(deductions, 0) as kept from accepted) s
                        group by utr_key, paid_on order by min(row_no)
                        returning id
                        """)
                .param("import", importId, Types.BIGINT)
                .query(Long.class)
                .list();
        jdbc.sql("""
                        insert into advice_line (advice_id, line_no, given_no, gross_amount, tds_amount, gst_tds_amount,
                                                 deduction_amount, deduction_reason, net_amount, invoice_id, account_id, circle)
                        select a.id, row_number() over (partition by a.id order by s.row_no), s.invoice_no,
                               s.net + coalesce(s.tds, 0) + coalesce(s.gst_tds, 0) + coalesce(s.deductions, 0),
                               coalesce(s.tds, 0), coalesce(s.gst_tds, 0), coalesce(s.deductions, 0), s.deduction_reason,
                               s.net, i.id, i.account_id, i.circle
                        from accepted s
                        join advice a on a.id = any (:ids) and lower(a.utr) is not distinct from s.utr_key
                             and a.paid_on is not distinct from s.paid_on
                        left join documents_by_number('invoice', array(select distinct invoice_no_key from accepted)) d
                             on d.number_key = s.invoice_no_key and not d.reversed
                        left join invoice i on i.id = d.id
                        """).param("ids", ids.toArray(Long[]::new)).update();
        attachByAmount();
        return ids;
    }

    /** Where one advice without UTR and one credit are of the same amount and about the same day, and no other is. */
    int attachByAmount() {
        return jdbc.sql("""
                        insert into advice_receipt (advice_id, receipt_id, rule)
                        select advice_id, receipt_id, 'AMOUNT_AND_DAY'
                        from (
                            select a.id as advice_id, r.id as receipt_id, count(*) over (partition by a.id) as receipts,
                                   count(*) over (partition by r.id) as advices
                            from advice a
                            join receipt r on r.amount = a.net_amount and abs(r.received_on - a.paid_on) <= :days
                                 and r.reversed_at is null
                            where a.reversed_at is null and a.paid_on is not null
                              and (a.utr is null or not exists (select from receipt u where lower(u.utr) = lower(a.utr)))
                              and not exists (select from advice_receipt x where x.advice_id = a.id)
                              and not exists (select from receipt_advice x where x.receipt_id = r.id)) pairs
                        where receipts = 1 and advices = 1
                        on conflict do nothing
                        """).param("days", DAYS_APART).update();
    }

    void attach(long adviceId, long receiptId) {
        jdbc.sql("""
                        insert into advice_receipt as x (advice_id, receipt_id, rule) values (:advice, :receipt, 'BY_HAND')
                        on conflict (advice_id, receipt_id) do update set detached_at = null
                        """).param("advice", adviceId).param("receipt", receiptId).update();
    }

    void detach(long adviceId, long receiptId) {
        jdbc.sql(
                        "update advice_receipt set detached_at = app_now() where advice_id = :advice and receipt_id = :receipt")
                .param("advice", adviceId)
                .param("receipt", receiptId)
                .update();
    }

    /** @return whether there is such a line, not known until now, and such an invoice */
    boolean pick(long adviceId, long lineId, String invoiceNo) {
        return jdbc.sql("""
                        update advice_line l set invoice_id = i.id, account_id = i.account_id, circle = i.circle,
                                                 picked_at = app_now(), picked_by = app_actor()
                        from invoice i
                        where i.id = (select id from documents_by_number('invoice', array[:number]) where not reversed limit 1)
                          and l.id = :line and l.advice_id = :advice and l.invoice_id is null
                        """)
                        .param("number", invoiceNo)
                        .param("line", lineId)
                        .param("advice", adviceId)
                        .update()
                == 1;
    }

    int takeBack(long adviceId) {
        return jdbc.sql("update advice set reversed_at = app_now() where id = :id and reversed_at is null")
                .param("id", adviceId)
                .update();
    }
}
