-- What is disputed of some invoices is asked of them alone: a page of fifty open items, or one invoice, does not add up what is
-- disputed in the whole book.
drop function disputed_amounts(date, date, text[], bigint[]);
drop function dispute_amounts(date, date, text[], bigint[]);

create function dispute_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null, invoices bigint[] default null)
    returns table (dispute_id bigint, invoice_id bigint, account_id bigint, circle text, charge_type text, invoice_date date,
                   status text, owner_id bigint, oldest_invoice date, lines bigint, claimed numeric, amount numeric, tax numeric)
    language plpgsql stable rows 5000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    known_day date := coalesce(known_on, 'infinity');
    until timestamptz := coalesce((known_on + 1)::timestamp at time zone 'Asia/Kolkata', 'infinity');
    as_it_is boolean := known_on is null and as_of >= app_today();
begin
    return query
    with standing as materialized (
        select d.id, s.status, w.owner_id, w.oldest_invoice
        from dispute d
        cross join lateral (
            select case when as_it_is then d.status else (
                select e.to_status from dispute_event e
                where e.dispute_id = d.id and e.effective_on <= as_of and e.recorded_at < until order by e.id desc limit 1) end as status) s
        join dispute_status t on t.status = s.status and t.is_open
        cross join lateral (
            select case when as_it_is then d.owner_id else (
                       select o.owner_id from dispute_owner o
                       where o.dispute_id = d.id and o.effective_on <= as_of and o.recorded_at < until order by o.id desc limit 1) end as owner_id,
                   case when as_it_is then d.oldest_invoice_date else (
                       select min(x.invoice_date) from (
                           select c.invoice_date from dispute_claim c
                           where c.dispute_id = d.id and c.raised_on <= as_of and c.recorded_on <= known_day
                           group by c.invoice_id, c.invoice_date having sum(c.lines) > 0) x) end as oldest_invoice) w
        where d.circle = any (circles) and (accounts is null or d.account_id = any (accounts)) and d.raised_on <= as_of
          and (known_on is not null or d.ended_on is null or d.ended_on > as_of)
          and (invoices is null or d.id in (select c.dispute_id from dispute_claim c where c.invoice_id = any (invoices)))
    ), claim as (
        select c.dispute_id, c.invoice_id, c.account_id, c.invoice_date, c.invoice_total, c.invoice_tax,
               sum(c.lines) as lines, sum(c.amount) as amount
        from dispute_claim c
        where c.circle = any (circles) and (accounts is null or c.account_id = any (accounts))
          and c.raised_on <= as_of and c.recorded_on <= known_day
          and (invoices is null or c.invoice_id = any (invoices))
        group by c.dispute_id, c.invoice_id, c.account_id, c.invoice_date, c.invoice_total, c.invoice_tax
    ), credited as materialized (
        select n.dispute_id, n.invoice_id, sum(n.amount) as amount
        from standing s join dispute_credited n on n.dispute_id = s.id
        where n.effective_on <= as_of and n.recorded_at < until
        group by n.dispute_id, n.invoice_id
    ), item as materialized (
        select o.invoice_id, o.circle, o.charge_type, o.open_amount as open
        from open_item o
        where as_it_is and o.open_amount > 0 and o.circle = any (circles) and (accounts is null or o.account_id = any (accounts))
          and (invoices is null or o.invoice_id = any (invoices))
        union all
        select o.invoice_id, o.circle, o.charge_type,
               o.open_amount - case when o.last_effective_on > as_of or known_on is not null then coalesce((
                   select sum(e.amount) from ledger_entry e
                   where e.invoice_id = o.invoice_id and (e.effective_on > as_of or e.recorded_at >= until)), 0) else 0 end
        from (select distinct c.invoice_id from claim c) c join open_item o on o.invoice_id = c.invoice_id
        where not as_it_is
    ), rest as (
        select s.status, s.owner_id, s.oldest_invoice, c.*, o.circle, o.charge_type, c.amount - coalesce(n.amount, 0) as rest, o.open
        from standing s
        join claim c on c.dispute_id = s.id
        join item o on o.invoice_id = c.invoice_id
        left join credited n on n.dispute_id = c.dispute_id and n.invoice_id = c.invoice_id
    ), capped as (
        select r.*, least(r.rest, r.open + r.rest - sum(r.rest) over (
                   partition by r.invoice_id order by r.dispute_id rows unbounded preceding)) as disputed
        from rest r
        where r.rest > 0
    )
    select r.dispute_id, r.invoice_id, r.account_id, r.circle, r.charge_type, r.invoice_date, r.status, r.owner_id,
           r.oldest_invoice, r.lines::bigint, r.amount, r.disputed, round(r.disputed * r.invoice_tax / r.invoice_total, 2)
    from capped r where r.disputed > 0;
end $$;
comment on function dispute_amounts(date, date, text[], bigint[], bigint[]) is
    'known_on null = as known now; invoices null = all. Stage, owner and oldest invoice are those of the day; tax is the part of the amount that is GST.';

create function disputed_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null, invoices bigint[] default null)
    returns table (invoice_id bigint, account_id bigint, circle text, charge_type text, amount numeric)
    language sql stable rows 1000
    as $$
    select d.invoice_id, d.account_id, d.circle, d.charge_type, sum(d.amount)
    from dispute_amounts(as_of, known_on, circles, accounts, invoices) d
    group by d.invoice_id, d.account_id, d.circle, d.charge_type
    $$;
