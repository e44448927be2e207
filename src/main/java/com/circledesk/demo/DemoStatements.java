package com.circledesk.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Two months of statements of two banks, a week each. Their credits are the receipts of the book; some more wait without
 * account: what customers might well have paid of their open invoices, some with an advice of one number misspelt, one of them
 * for three circles. One payment of the book came back and has not been taken back yet.
 */
@Component
class DemoStatements {
    private static final int WEEKS = 9;

    private static final List<String> LINES = List.of(
            """
            insert into bank_account (account_no, bank, name) values
                ('50200012345678', 'HDFC Bank', 'Collections south and west'),
                ('39000045678901', 'State Bank of India', 'Collections north and east')
            """,
            """
            create temporary table demo_bank_line (
                seq bigint generated always as identity, bank_account_id bigint, booked_on date, side text, amount numeric(15, 2),
                reference text default '', utr text, remitter_name text, remitter_account text, narration text,
                is_return boolean default false, receipt_id bigint, bounced_receipt_id bigint, bank_line_id bigint
            ) on commit drop
            """,
            // Circles of the south and west bank at the first, the others, and money of nobody, at the second. Every
            // other
            // operator pays from an account of its own for each circle.
            """
            create temporary table demo_payer on commit drop as
            select a.id as account_id, upper(o.name) || ' LTD' as remitter, b.id as bank_account_id,
                   '0' || 31000000000 + o.id * 7919 + case when o.id % 2 = 0 then a.id * 13 else 0 end as number
            from account a join operator o on o.id = a.operator_id
            join bank_account b on (b.bank = 'HDFC Bank') = (a.circle in ('KA', 'KL', 'TN', 'AP', 'MH', 'MU', 'GJ', 'MP'))
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, utr, remitter_name, remitter_account, narration,
                                        receipt_id)
            select coalesce(p.bank_account_id, (select max(id) from bank_account)), r.received_on, 'CREDIT', r.amount, coalesce(r.utr, ''),
                   r.utr, r.remitter, p.number, coalesce(r.narration, ''), r.id
            from receipt r left join demo_payer p on p.account_id = r.account_id
            where r.received_on >= :from and r.received_on <= :until order by r.received_on, r.id
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, utr, narration, is_return, bounced_receipt_id)
            select p.bank_account_id, e.effective_on, 'DEBIT', r.amount, 'RTN' || right(r.utr, 12), r.utr, 'RTGS RETURN ' || r.utr || ' ' || r.remitter,
                   true, r.id
            from receipt r join demo_payer p on p.account_id = r.account_id
            join ledger_entry e on e.receipt_id = r.id and e.counts_as = 'RECEIPT' and e.kind = 'REVERSAL'
            where r.received_on >= :from and e.effective_on > r.received_on and e.effective_on <= :until
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, utr, narration, is_return)
            select p.bank_account_id, least(r.received_on + 3, cast(:until as date)), 'DEBIT', r.amount, 'RTN' || right(r.utr, 12), r.utr,
                   'RTGS RETURN ' || r.utr || ' ACCOUNT DEBIT FROZEN', true
            from receipt r join demo_payer p on p.account_id = r.account_id
            where r.received_on between cast(:until as date) - 14 and cast(:until as date) - 3 and r.reversed_at is null
            order by r.amount limit 1
            """,
            """
            create temporary table demo_waiting on commit drop as
            select p.account_id, p.remitter, p.number, p.bank_account_id, row_number() over (order by md5(a.code)) as n, a.circle,
                   a.operator_id, i.net, i.numbers, i.invoices, i.month, i.ids, a.public_sector
            from demo_payer p join account a on a.id = p.account_id
            cross join lateral (
                select sum(k.total_amount - round(k.taxable_amount * case when a.public_sector then 0.04 else 0.02 end, 0)) as net,
                       string_agg(k.invoice_no, ' ' order by k.invoice_no) as numbers, count(*) as invoices,
                       to_char(min(k.invoice_date), 'MON YYYY') as month, array_agg(k.id order by k.invoice_no) as ids
                from (select v.* from open_item o join invoice v on v.id = o.invoice_id
                      where o.account_id = a.id and o.open_amount = v.total_amount and v.document_type = 'INVOICE'
                        and v.invoice_date <= cast(:until as date) - 20
                      order by v.invoice_date, v.id limit 1 + (a.id % 4)::int) k) i
            where i.net > 0 and a.active
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, utr, remitter_name, remitter_account, narration)
            select bank_account_id, booked_on, 'CREDIT', net, utr, utr, remitter, number,
                   concat_ws(' ', 'RTGS CR', utr, remitter, case n % 4 when 0 then '' when 1 then month || ' BILLS'
                                                                  when 2 then split_part(numbers, ' ', 1) || ' AND OTHERS' else numbers end)
            from (select w.*, d.booked_on, 'SBINR5' || to_char(d.booked_on, 'YYYYMMDD') || (90000000 + n) as utr
                  from demo_waiting w
                  cross join lateral (select cast(:until as date) - case when n <= 14 then n % 12 else n % 30 + 15 end::int as day) e
                  cross join lateral (select e.day - greatest(extract(isodow from e.day)::int - 5, 0) as booked_on) d
                  where n <= 11) x order by booked_on, n
            """,
            """
            create temporary table demo_advised on commit drop as
            select l.utr, l.booked_on, w.account_id, w.circle, i.id as invoice_id, i.total_amount as gross, t.tds,
                   case when w.public_sector then round(i.taxable_amount * 0.04, 0) - t.tds else 0 end as gst_tds,
                   case when w.n = 8 and k.place = 1 then regexp_replace(i.invoice_no, '(\\d)(\\d)$', '\\2\\1') else i.invoice_no end as given_no, k.place
            from demo_waiting w
            join demo_bank_line l on l.receipt_id is null and l.amount = w.net and l.remitter_account = w.number
            cross join unnest(w.ids) with ordinality k (id, place)
            join invoice i on i.id = k.id
            cross join lateral (select round(i.taxable_amount * 0.02, 0) as tds) t
            where w.n in (1, 4, 5, 8)
            """,
            """
            insert into advice (utr, paid_on, lines, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount)
            select utr, booked_on, count(*), sum(gross), sum(tds), sum(gst_tds), 0, sum(gross - tds - gst_tds)
            from demo_advised group by utr, booked_on order by utr
            """,
            """
            insert into advice_line (advice_id, line_no, given_no, gross_amount, tds_amount, gst_tds_amount, deduction_amount, net_amount,
                                     invoice_id, account_id, circle)
            select a.id, d.place, d.given_no, d.gross, d.tds, d.gst_tds, 0, d.gross - d.tds - d.gst_tds,
                   i.id, case when i.id is null then null else d.account_id end, case when i.id is null then null else d.circle end
            from demo_advised d join advice a on a.utr = d.utr
            left join invoice i on i.id = d.invoice_id and i.invoice_no = d.given_no
            order by a.id, d.place
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, utr, remitter_name, remitter_account, narration)
            select min(bank_account_id), cast(:until as date) - 2, 'CREDIT', sum(total_amount - round(taxable_amount * 0.02, 0)), 'SBINR5' || to_char(cast(:until as date) - 2, 'YYYYMMDD') || '90000099',
                   'SBINR5' || to_char(cast(:until as date) - 2, 'YYYYMMDD') || '90000099', min(remitter), min(number),
                   'RTGS CR ' || min(remitter) || ' CIRCLES ' || string_agg(circle, ' ' order by circle)
            from (select p.*, a.circle, a.operator_id, k.total_amount, k.taxable_amount,
                         row_number() over (partition by a.operator_id order by a.code) as place
                  from demo_payer p join account a on a.id = p.account_id and not a.public_sector
                  cross join lateral (select v.* from open_item o join invoice v on v.id = o.invoice_id
                                      where o.account_id = a.id and o.open_amount = v.total_amount and v.document_type = 'INVOICE'
                                        and v.invoice_date <= cast(:until as date) - 5
                                      order by v.invoice_date desc, v.id desc limit 1) k) w
            where place <= 3 group by operator_id having count(*) = 3 order by operator_id limit 1
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, narration)
            select bank_account_id, friday, 'DEBIT', floor(sum(amount) filter (where side = 'CREDIT') * 0.0009) * 1000, 'SWP' || to_char(friday, 'YYYYMMDD'),
                   'SWEEP TO CASH CREDIT ACCOUNT'
            from (select *, booked_on - extract(isodow from booked_on)::int + 5 as friday from demo_bank_line) l
            where friday <= :until group by bank_account_id, friday having sum(amount) filter (where side = 'CREDIT') > 100000
            """,
            """
            insert into demo_bank_line (bank_account_id, booked_on, side, amount, reference, narration)
            select b.id, (date_trunc('month', d) + interval '1 month - 1 day')::date, 'DEBIT', 590, 'CHG' || to_char(d, 'YYYYMM'), 'BANK CHARGES WITH GST'
            from bank_account b cross join generate_series(cast(:from as date), cast(:until as date), interval '1 month') d
            where date_trunc('month', d) + interval '1 month - 1 day' between :from and :until
            """,
            """
            insert into import_batch (kind, mode, status, file_name, file_size, file_sha256, circles, rows_read, rows_accepted, finished_at)
            select 'statements', 'COMMIT', 'COMMITTED', x.file, 0, encode(sha256(convert_to(x.file, 'UTF8')), 'hex'), app_circles(), x.rows, x.rows, app_now()
            from (select format('%s-%s.sta', a.account_no, w.last_day) as file, count(*) as rows
                  from demo_bank_line l join bank_account a on a.id = l.bank_account_id
                  cross join lateral (select least(l.booked_on - extract(isodow from l.booked_on)::int + 7, cast(:until as date)) as last_day) w
                  group by a.account_no, w.last_day order by w.last_day, a.account_no) x
            """,
            """
            insert into bank_statement (bank_account_id, format, statement_no, from_on, to_on, opening, closing, credits, debits, lines, unchanged,
                                        import_id, recorded_at)
            select s.bank_account_id, 'MT940', row_number() over (partition by s.bank_account_id order by s.last_day) || '/1',
                   s.last_day - extract(isodow from s.last_day)::int + 1, s.last_day, s.closing - s.credits + s.debits, s.closing, s.credits, s.debits,
                   s.rows, 0, b.id, least((s.last_day + 1) + time '04:30' at time zone 'UTC', app_now())
            from (select t.*, 42000000 + sum(credits - debits) over (partition by bank_account_id order by last_day) as closing
                  from (select l.bank_account_id, w.last_day, count(*) as rows,
                               coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credits, coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debits
                        from demo_bank_line l
                        cross join lateral (select least(l.booked_on - extract(isodow from l.booked_on)::int + 7, cast(:until as date)) as last_day) w
                        group by l.bank_account_id, w.last_day) t) s
            join bank_account a on a.id = s.bank_account_id
            join import_batch b on b.kind = 'statements' and b.file_name = format('%s-%s.sta', a.account_no, s.last_day)
            order by s.last_day, s.bank_account_id
            """,
            """
            insert into bank_line (bank_account_id, bank_statement_id, position, booked_on, value_on, side, amount, reference, running_no, utr,
                                   remitter_name, remitter_account, narration, is_return, state, bounced_receipt_id)
            select l.bank_account_id, s.id, row_number() over (partition by s.id order by l.booked_on, l.seq), l.booked_on, l.booked_on, l.side,
                   l.amount, l.reference,
                   row_number() over (partition by l.bank_account_id, l.booked_on, l.side, l.amount, lower(l.reference) order by l.seq),
                   l.utr, l.remitter_name, l.remitter_account, l.narration, l.is_return,
                   case when l.side = 'CREDIT' then 'UNIDENTIFIED' else 'NO_RECEIPT' end, l.bounced_receipt_id
            from demo_bank_line l join bank_statement s on s.bank_account_id = l.bank_account_id and l.booked_on between s.from_on and s.to_on
            order by l.booked_on, l.seq
            """,
            """
            update demo_bank_line d set bank_line_id = l.id
            from bank_line l where l.bank_account_id = d.bank_account_id and l.booked_on = d.booked_on and l.side = d.side and l.amount = d.amount
              and l.utr = d.utr and d.side = 'CREDIT'
            """,
            """
            with made as (
                insert into receipt (receipt_no, received_on, amount, utr, remitter, narration)
                select 'BL-' || l.id, l.booked_on, l.amount, l.utr, l.remitter_name, l.narration
                from demo_bank_line d join bank_line l on l.id = d.bank_line_id
                where d.receipt_id is null and d.side = 'CREDIT' order by l.id
                returning id, receipt_no)
            insert into bank_line_receipt (bank_line_id, receipt_id)
            select substr(receipt_no, 4)::bigint, id from made
            union all
            select bank_line_id, receipt_id from demo_bank_line where receipt_id is not null and bank_line_id is not null order by 1
            """,
            """
            insert into remitter_rule (kind, pattern, account_id, circle, confirmed, bank_line_id)
            select k.kind, k.pattern, r.account_id, r.circle, count(*), max(l.id)
            from receipt r join bank_line_receipt b on b.receipt_id = r.id join bank_line l on l.id = b.bank_line_id
            cross join lateral (values ('ACCOUNT', remitter_key(l.remitter_account)), ('NAME', remitter_key(l.remitter_name)),
                                       ('UTR', substring(upper(l.utr) from '^[A-Z]{4}'))) k (kind, pattern)
            where r.account_id is not null and k.pattern is not null
            group by k.kind, k.pattern, r.account_id, r.circle
            """,
            """
            update bank_line l set owner_id = u.id
            from (select id, row_number() over (order by id) - 1 as n, count(*) over () as size from app_user where role = 'FINANCE') u
            where l.state = 'UNIDENTIFIED' and l.id % 3 > 0 and l.id % u.size = u.n
            """);

    private final JdbcClient jdbc;

    DemoStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void record(BookPlan plan) {
        LocalDate from = plan.until().minusWeeks(WEEKS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (String sql : LINES) {
            JdbcClient.StatementSpec statement = jdbc.sql(sql);
            if (sql.contains(":from")) {
                statement = statement.param("from", from);
            }
            if (sql.contains(":until")) {
                statement = statement.param("until", plan.until());
            }
            statement.update();
        }
    }
}
