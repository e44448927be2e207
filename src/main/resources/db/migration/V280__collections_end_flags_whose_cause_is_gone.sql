-- Flags that a rule raised and whose cause is gone before the day on which it was likely to happen: it did not happen. After that day, and
-- of what a person opened again, a person says how it ended.
create function red_flags_gone(in_circles text[])
    returns table (flag_id bigint, rule text, circle text, owner_id bigint, threshold integer, done_against boolean)
    language plpgsql stable rows 20 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    today date := app_today();
begin
    return query
    with flag as materialized (
        -- By the setting that raised it.
        select f.id, f.rule, f.circle, f.account_id, f.owner_id, f.subject, f.mitigation, r.threshold,
               (f.raised_at at time zone 'Asia/Kolkata')::date - r.days as since
        from red_flag f
        cross join lateral (
            select x.threshold, x.days from red_flag_rule x
            where x.rule = f.rule and x.from_on <= (f.raised_at at time zone 'Asia/Kolkata')::date order by x.from_on desc limit 1) r
        where f.rule is not null and f.outcome is null and f.likely_on >= today and f.circle = any (in_circles)
          and not exists (select from red_flag_event e where e.flag_id = f.id and e.kind = 'REOPENED')
    ), month as (
        select f.id, f.threshold, d.first_day, f.account_id from flag f
        cross join lateral (select to_date(f.subject, 'YYYY-MM') as first_day) d where f.rule = 'PAID_UNDER'
    ), paid as (
        select m.id, m.threshold, m.account_id, m.first_day,
               coalesce(sum(e.amount) filter (where e.counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE')), 0) as billed,
               coalesce(-sum(e.amount) filter (where e.counts_as in ('RECEIPT', 'TDS', 'GST_TDS')), 0) as received
        from month m
        left join ledger_entry e on e.account_id = m.account_id and e.effective_on >= m.first_day
             and e.effective_on < m.first_day + interval '1 month'
        group by 1, 2, 3, 4
    ), standing as (
        -- Promises are still broken, and what they covered is open; of one without invoices nobody can say.
        select f.id from flag f where f.rule = 'BROKEN_PROMISES' and exists (
            select from promise p
            where p.account_id = f.account_id and p.status = 'BROKEN' and p.status_on > f.since
              and (not exists (select from promise_invoice c where c.promise_id = p.id)
                   or exists (select from promise_invoice c join open_item o on o.invoice_id = c.invoice_id
                              where c.promise_id = p.id and o.open_amount > 0)))
        union all
        -- The month was paid under its share, and its bills are not settled since.
        select p.id from paid p
        cross join lateral (
            select coalesce(sum(o.open_amount), 0) as open from invoice i join open_item o on o.invoice_id = i.id
            where i.account_id = p.account_id and i.invoice_date >= p.first_day and i.invoice_date < p.first_day + interval '1 month') o
        where p.received * 100 < p.billed * p.threshold and o.open * 100 > p.billed * (100 - p.threshold)
        union all
        select f.id from flag f where f.rule = 'OLD_DISPUTE' and f.account_id in (
            select d.account_id from dispute_amounts(today, null, in_circles) d
            join dispute p on p.id = d.dispute_id where p.raised_on < today - f.threshold and d.amount > 0)
        union all
        select f.id from flag f where f.rule = 'NOT_ACCOUNTED' and exists (
            select from open_item o
            cross join lateral (
                select min(s.on_day) filter (where s.state = 'SUBMITTED') as on_day,
                       (array_agg(s.state order by s.on_day desc, s.id desc))[1] as state
                from customer_invoice_state s where s.invoice_id = o.invoice_id) s
            where o.account_id = f.account_id and o.open_amount > 0
              and s.state in ('SUBMITTED', 'ACKNOWLEDGED') and s.on_day <= today - f.threshold)
    )
    select f.id, f.rule, f.circle, f.owner_id, f.threshold,
           f.mitigation is not null
               or exists (select from red_flag_event e where e.flag_id = f.id and e.kind = 'DECIDED' and e.decision = 'MITIGATE')
    from flag f where f.id not in (select s.id from standing s) order by f.id;
end $$;
