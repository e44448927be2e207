package com.circledesk.demo;

import com.circledesk.forms.FormKey;
import com.circledesk.payments.handshake.Comparison;
import com.circledesk.payments.handshake.HandshakeQueries;
import com.circledesk.payments.handshake.HandshakeService;
import com.circledesk.payments.handshake.SheetQueries;
import com.circledesk.payments.handshake.SignSheet;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the other sides' books say: the department's statements of tax with every outcome, a few certificates, and what some
 * customers' vendor ledgers held at the end of the last two months, with every kind of difference; two of them signed.
 */
@Component
class DemoBooks {
    private static final int DAYS_TO_REPORT = 45;
    private static final int DAYS_TO_SIGN = 6;
    private static final int SIGNED = 2;

    private final JdbcClient jdbc;
    private final HandshakeQueries books;
    private final SheetQueries sheets;
    private final HandshakeService handshake;
    private final Clock clock;

    DemoBooks(JdbcClient jdbc, HandshakeQueries books, SheetQueries sheets, HandshakeService handshake, Clock clock) {
        this.jdbc = jdbc;
        this.books = books;
        this.sheets = sheets;
        this.handshake = handshake;
        this.clock = clock;
    }

    void write() {
        LocalDate today = LocalDate.now(clock);
        taxes(today);
        LocalDate lastMonth = today.withDayOfMonth(1).minusDays(1);
        LocalDate monthBefore = lastMonth.withDayOfMonth(1).minusDays(1);
        List<String> accounts = accounts();
        accounts.forEach(account -> {
            extract(account, monthBefore);
            extract(account, lastMonth);
        });
        accounts.stream().limit(SIGNED).forEach(account -> sign(account, monthBefore));
        followUps();
    }

    /** The mobile operators' accounts of Karnataka. */
    private List<String> accounts() {
        return jdbc.sql("select code from account where circle = 'KA' and segment = 'MNO' order by code limit 4")
                .query(String.class)
                .list();
    }

    private void taxes(LocalDate today) {
        jdbc.sql("""
                update account set tan = null
                where id = (select id from account where circle = 'KA' and segment = 'ISP' order by code limit 1)
                """).update();
        jdbc.sql("""
                insert into tax_statement_line (tax, tan, deductor_gstin, deductor_name, section, dated_on, paid_amount, tax_amount, booking)
                select s.tax, s.tan, case s.tax when 'GST_TDS' then left(s.gstin, 2) || s.tan || '1D5' end, upper(s.customer_name), s.section,
                       (s.quarter + n * interval '1 month' + interval '24 days')::date, null,
                       case n when 2 then s.amount - 2 * trunc(s.amount / 3) else trunc(s.amount / 3) end,
                       case s.tax when 'TDS' then 'F' end
                from (select c.tax, a.tan, a.gstin, a.customer_name, c.section, c.quarter,
                             case mod(abs(hashtext(a.tan || c.quarter || c.section)), 9) when 1 then round(c.amount * 0.9) else c.amount end as amount
                      from certificate_receivable c join account a on a.id = c.account_id
                      where c.amount > 0 and a.tan is not null and c.quarter + interval '3 months' + :report * interval '1 day' < :today
                        and mod(abs(hashtext(a.tan || c.quarter || c.section)), 9) <> 0) s
                cross join generate_series(0, 2) n
                where s.amount > 3
                """).param("report", DAYS_TO_REPORT).param("today", today).update();
        jdbc.sql("""
                insert into tax_statement_line (tax, tan, deductor_name, section, dated_on, paid_amount, tax_amount, booking)
                select 'TDS', 'BLRX' || n || '4711C', 'NAMMA FIBRE NETWORKS LLP', '393(1)', cast(:today as date) - 150 + n, 45000 * n, 900 * n, 'F'
                from generate_series(1, 2) n
                """).param("today", today).update();
        jdbc.sql("""
                insert into lower_deduction (account_id, circle, nature, certificate_no, rate, valid_from, valid_to, money_limit)
                select a.id, a.circle, 'PLANT_RENT', 'LDC/' || a.code, 0.5, f.day, (f.day + interval '1 year' - interval '1 day')::date,
                       case a.circle when 'KA' then 500000000 else 5000000 end
                from account a
                cross join (select (date_trunc('quarter', cast(:today as timestamp))
                                    - mod(cast(extract(quarter from cast(:today as timestamp)) as integer) + 2, 4) * interval '3 months')::date as day) f
                where a.id in (select min(id) from account where segment = 'MNO' and circle in ('KA', 'MH') group by circle)
                """).param("today", today).update();
    }

    /** Most invoices as we have them, some written otherwise; and of each kind of difference a few. */
    private void extract(String account, LocalDate day) {
        jdbc.sql("""
                        with own as materialized (
                            select i.id, i.invoice_no, i.invoice_date, i.taxable_amount, x.open, coalesce(d.amount, 0) as disputed, x.credited,
                                   mod(abs(hashtext(i.invoice_no)), 1000) as h, i.account_id, i.circle
                            from (select e.invoice_id, sum(e.amount) as open,
                                         -coalesce(sum(e.amount) filter (where e.counts_as = 'CREDIT_NOTE'), 0) as credited
                                  from ledger_entry e join account a on a.id = e.account_id
                                  where a.code = :account and e.effective_on <= :day and e.invoice_id is not null
                                  group by e.invoice_id having sum(e.amount) > 0) x
                            join invoice i on i.id = x.invoice_id
                            left join disputed_amounts(:day, null, app_circles(), array(select id from account where code = :account)) d
                              on d.invoice_id = i.id
                            where i.invoice_date <= cast(:day as date) - 4 and mod(abs(hashtext(i.invoice_no)), 23) <> 0
                        ), line as (
                            select 'INVOICE' as type, case mod(h, 3) when 0 then lower(replace(invoice_no, '/', '-'))
                                                                     when 1 then replace(invoice_no, '/', ' ') else invoice_no end as invoice_no,
                                   invoice_date as dated,
                                   case when credited > 0 then open + credited
                                        when open > disputed then open - disputed else open end as amount,
                                   case mod(h, 5) when 0 then 'IN_PAYMENT_RUN' when 1 then 'APPROVED' else 'ACCOUNTED' end as state
                            from own
                            union all
                            select 'TDS', invoice_no, invoice_date, -round(taxable_amount * 0.02), null from own
                            where mod(h, 11) = 1 and round(taxable_amount * 0.02) between 1 and open
                            union all
                            select 'DEDUCTION', invoice_no, invoice_date, -round(open * 0.03, 2), null from own where mod(h, 13) = 2 and open > 100
                            union all
                            (select 'INVOICE', i.invoice_no, i.invoice_date, i.total_amount, null
                             from invoice i join account o on o.id = i.account_id join account a on a.code = :account
                             where o.operator_id = a.operator_id and o.id <> a.id and i.invoice_date <= :day
                             order by i.invoice_date desc, i.id limit 1)
                            union all
                            select 'INVOICE', 'CORR/' || to_char(cast(:day as date), 'YYMM') || '/7', cast(:day as date) - 60, 12500.00, null
                            union all
                            select 'PAYMENT', null, cast(:day as date) - case mod(abs(hashtext(:account)), 2) when 0 then 1 else 20 end,
                                   -round(sum(open) * 0.03, 2), null
                            from own having sum(open) > 0
                        )
                        insert into customer_ledger_line (account_id, circle, as_on, document_no, entry_type, invoice_no, document_date, amount, state)
                        select a.id, a.circle, :day, '51' || to_char(row_number() over (order by l.dated, l.invoice_no, l.type), 'FM00000000'), l.type,
                               l.invoice_no, l.dated, l.amount, l.state
                        from line l join account a on a.code = :account
                        """).param("account", account).param("day", day).update();
        jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day)
                        select distinct on (i.id) i.id, i.account_id, i.circle, l.state, l.as_on
                        from customer_ledger_line l join account a on a.id = l.account_id
                        join invoice i on i.account_id = a.id and invoice_key(i.invoice_no) = invoice_key(l.invoice_no)
                        left join customer_state_now s on s.invoice_id = i.id
                        where a.code = :account and l.as_on = :day and l.state is not null and s.state is distinct from l.state
                        """).param("account", account).param("day", day).update();
    }

    private void sign(String account, LocalDate day) {
        Scope scope = ActorContext.required().scope();
        Comparison comparison = books.compare(scope, account, day);
        handshake.sign(
                FormKey.fresh(),
                new SignSheet(
                        account,
                        day,
                        comparison.gap().toString(),
                        sheets.last(scope, comparison.accountId()),
                        "Their accounts book what is missing by the 15th; we send proofs of submission and the notes again.",
                        day.plusDays(DAYS_TO_SIGN),
                        DemoUsers.FAISAL.fullName(),
                        "R. Raghavan, accounts payable"),
                scope);
    }

    private void followUps() {
        jdbc.sql("""
                        insert into difference_follow_up (account_id, circle, key, kind, owner_id, next_action)
                        select a.id, a.circle, 'on account', 'TIMING', u.id, 'Ask the bank for the credit of that day.'
                        from account a join app_user u on u.email = :owner where a.circle = 'KA' and a.segment = 'MNO'
                        """).param("owner", DemoUsers.FAISAL.email()).update();
        jdbc.sql("""
                        insert into customer_invoice_state (invoice_id, account_id, circle, state, on_day, remark)
                        select i.id, i.account_id, i.circle, case mod(i.id, 2) when 0 then 'SUBMITTED' else 'ACKNOWLEDGED' end, i.invoice_date,
                               'By their portal.'
                        from invoice i
                        where i.invoice_date > app_today() - 30 and not exists (select from customer_invoice_state s where s.invoice_id = i.id)
                        """).update();
    }
}
