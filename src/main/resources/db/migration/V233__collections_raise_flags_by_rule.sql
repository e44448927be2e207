-- Promises and contacts are there: a matrix and the rules of red flags read them.
create or replace function broken_promise_days(circles text[], since date) returns table (account_id bigint, broken_on date)
    language sql stable
    as $$
    select p.account_id, p.status_on from promise p
    where p.status = 'BROKEN' and p.circle = any (circles) and p.status_on >= since
    $$;
create or replace function last_contacts(circles text[]) returns table (account_id bigint, contacted_on date)
    language sql stable
    as $$
    select c.account_id, max(c.contacted_on) from contact c
    where c.circle = any (circles) and c.result <> 'NOT_REACHED' group by c.account_id
    $$;

-- What the rules find today, one row for an account and rule; what is open or was raised for the same subject is left out.
create function red_flags_found(in_circles text[])
    returns table (rule text, account_id bigint, circle text, subject text, at_risk numeric, number integer, named text, threshold integer,
                   days integer, probability integer, likely_on date, review_on date)
    language plpgsql stable rows 50 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    today date := app_today();
begin
    return query
    with rules as materialized (
        select x.* from (select distinct on (r.rule) r.* from red_flag_rule r where r.from_on <= today order by r.rule, r.from_on desc) x
        where x.active
    ), broken as (
        select r.rule, p.account_id, p.circle, (array_agg(p.promise_ref order by p.status_on desc, p.id desc))[1] as subject,
               sum(p.amount - p.received) as at_risk, count(*)::integer as number, null::text as named
        from rules r join promise p on p.status = 'BROKEN' and p.circle = any (in_circles) and p.status_on > today - r.days
        where r.rule = 'BROKEN_PROMISES'
        group by r.rule, r.threshold, p.account_id, p.circle having count(*) >= r.threshold
    ), month as (
        select r.*, (date_trunc('month', (today - r.days)::timestamp) - interval '1 month')::date as first_day from rules r where r.rule = 'PAID_UNDER'
    ), paid as (
        select m.rule, m.threshold, m.first_day, e.account_id, e.circle,
               sum(e.amount) filter (where e.counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE')) as billed,
               coalesce(-sum(e.amount) filter (where e.counts_as in ('RECEIPT', 'TDS', 'GST_TDS')), 0) as received
        from month m join ledger_entry e on e.effective_on >= m.first_day and e.effective_on < m.first_day + interval '1 month'
        where e.circle = any (in_circles) group by 1, 2, 3, 4, 5
    ), under as (
        select p.rule, p.account_id, p.circle, to_char(p.first_day, 'YYYY-MM') as subject, p.billed - p.received as at_risk,
               floor(greatest(p.received, 0) * 100 / p.billed)::integer as number, to_char(p.first_day, 'YYYY-MM-DD') as named
        from paid p where p.billed > 0 and p.received * 100 < p.billed * p.threshold
    ), old as (
        select r.rule, d.account_id, d.circle, to_char(today, 'YYYY-MM') as subject, sum(d.amount) as at_risk,
               count(distinct d.dispute_id)::integer as number, (array_agg(p.dispute_ref order by p.raised_on, p.id))[1] as named
        from rules r cross join dispute_amounts(today, null, in_circles) d
        join dispute p on p.id = d.dispute_id and p.raised_on < today - r.threshold
        where r.rule = 'OLD_DISPUTE' group by r.rule, d.account_id, d.circle
    ), submitted as (
        select s.invoice_id, min(s.on_day) filter (where s.state = 'SUBMITTED') as on_day,
               (array_agg(s.state order by s.on_day desc, s.id desc))[1] as state
        from customer_invoice_state s where s.circle = any (in_circles) group by s.invoice_id
    ), unaccounted as (
        select r.rule, o.account_id, o.circle, to_char(today, 'YYYY-MM') as subject, sum(o.open_amount) as at_risk,
               count(*)::integer as number, null::text as named
        from rules r join submitted s on s.state in ('SUBMITTED', 'ACKNOWLEDGED') and s.on_day <= today - r.threshold
        join open_item o on o.invoice_id = s.invoice_id and o.open_amount > 0
        where r.rule = 'NOT_ACCOUNTED' group by r.rule, o.account_id, o.circle
    ), found as (
        select * from broken union all select * from under union all select * from old union all select * from unaccounted
    )
    select f.rule, f.account_id, f.circle, f.subject, round(f.at_risk, 2), f.number, f.named, r.threshold, r.days, r.probability,
           today + r.likely_days, today + greatest(r.likely_days / 2, 1)
    from found f join rules r on r.rule = f.rule
    where f.at_risk > 0
      and not exists (select from red_flag x where x.account_id = f.account_id and x.rule = f.rule
                      and (x.outcome is null or x.subject = f.subject));
end $$;
