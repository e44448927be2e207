package com.circledesk.demo;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What customers wrote about the payments of the last two months: what was allocated, as it was; what was not, by the oldest
 * invoices that it reaches, the last of them short, and one number of it with two digits changed.
 */
@Component
class DemoAdvices {
    private static final int DAYS = 62;

    private final JdbcClient jdbc;

    DemoAdvices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write() {
        jdbc.sql("""
                        create temp table told on commit drop as
                        select r.id as receipt_id, r.utr, r.received_on, i.invoice_no, l.tds_amount as tds,
                               l.gst_tds_amount as gst_tds, l.deduction_amount as deduction, l.amount as net,
                               i.id as invoice_id, i.account_id, i.circle, row_number() over (partition by r.id order by l.id) as line_no
                        from receipt r
                        join allocation l on l.receipt_id = r.id and l.reversed_at is null
                        join invoice i on i.id = l.invoice_id
                        where r.utr is not null and r.received_on > app_today() - :days and r.reversed_at is null
                        """).param("days", DAYS).update();
        jdbc.sql("""
                        insert into told
                        select receipt_id, utr, received_on, case when misspelt then regexp_replace(invoice_no, '(\\d)(\\d)$', '\\2\\1') else invoice_no end,
                               tds, gst_tds, case when said then kept else 0 end, least(net, amount - before), case when misspelt then null else invoice_id end,
                               account_id, circle, line_no
                        from (
                          select *, greatest(net - (amount - before), 0) as kept,
                                 receipt_id % 3 = 1 and greatest(net - (amount - before), 0) < net * 0.9 as said,
                                 receipt_id % 3 = 2 and line_no = 2 as misspelt
                          from (
                            select r.id as receipt_id, r.utr, r.received_on, r.amount, i.id as invoice_id, i.invoice_no, i.account_id, i.circle,
                                   t.tds, t.gst_tds, o.open_amount - t.tds - t.gst_tds as net,
                                   sum(o.open_amount - t.tds - t.gst_tds) over run - (o.open_amount - t.tds - t.gst_tds) as before,
                                   row_number() over run as line_no
                            from receipt r
                            join account a on a.id = r.account_id
                            join open_item o on o.account_id = r.account_id and o.open_amount > 0
                            join invoice i on i.id = o.invoice_id and i.total_amount = o.open_amount and i.invoice_date <= r.received_on
                            cross join lateral (select round(i.taxable_amount * 0.02) as tds,
                                                       case when a.public_sector then round(i.taxable_amount * 0.02) else 0 end as gst_tds) t
                            where r.utr is not null and r.received_on > app_today() - :days and r.reversed_at is null
                              and not exists (select from allocation l where l.receipt_id = r.id)
                              and r.id % 3 > 0
                            window run as (partition by r.id order by i.due_date, i.id)) run) lines
                        where before < amount
                        """).param("days", DAYS).update();
        jdbc.sql("""
                        insert into advice (utr, paid_on, lines, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount)
                        select utr, min(received_on), count(*), sum(net + tds + gst_tds + deduction), sum(tds), sum(gst_tds),
                               sum(deduction), sum(net)
                        from told where not exists (select from advice a where lower(a.utr) = lower(told.utr)) group by utr
                        """).update();
        jdbc.sql("""
                        insert into advice_line (advice_id, line_no, given_no, gross_amount, tds_amount, gst_tds_amount,
                                                 deduction_amount, deduction_reason, net_amount, invoice_id, account_id, circle)
                        select a.id, row_number() over (partition by a.id order by t.receipt_id, t.line_no), t.invoice_no,
                               t.net + t.tds + t.gst_tds + t.deduction, t.tds, t.gst_tds, t.deduction,
                               case when t.deduction > 0 then 'Credit for outages of the month, their letter' end, t.net, t.invoice_id,
                               case when t.invoice_id is null then null else t.account_id end,
                               case when t.invoice_id is null then null else t.circle end
                        from told t join advice a on lower(a.utr) = lower(t.utr)
                        """).update();
    }
}
