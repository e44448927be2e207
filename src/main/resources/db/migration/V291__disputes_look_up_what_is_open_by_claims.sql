-- What is disputed is looked up by its claims where they are few: the open invoices of the whole circle are not written down first.
create or replace function dispute_amounts_at(as_of date, known_on date, known_day date, until timestamptz, as_it_is boolean, circles text[], accounts bigint[], invoices bigint[])
 returns table(dispute_id bigint, invoice_id bigint, account_id bigint, circle text, charge_type text, invoice_date date, status text, owner_id bigint, oldest_invoice date, lines bigint, claimed numeric, amount numeric, tax numeric)
 language sql
 stable rows 5000
as $$
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
        select c.dispute_id, c.invoice_id, min(c.account_id) as account_id, min(c.invoice_date) as invoice_date,
               min(c.invoice_total) as invoice_total, min(c.invoice_tax) as invoice_tax, sum(c.lines) as lines, sum(c.amount) as amount
        from dispute_claim c
        where c.circle = any (circles) and (accounts is null or c.account_id = any (accounts))
          and c.raised_on <= as_of and c.recorded_on <= known_day
          and (invoices is null or c.invoice_id = any (invoices))
        group by c.dispute_id, c.invoice_id
    ), credited as materialized (
        select n.dispute_id, n.invoice_id, sum(n.amount) as amount
        from standing s join dispute_credited n on n.dispute_id = s.id
        where n.effective_on <= as_of and n.recorded_at < until
        group by n.dispute_id, n.invoice_id
    ), rest as (
        select s.status, s.owner_id, s.oldest_invoice, c.*, o.circle, o.charge_type, c.amount - coalesce(n.amount, 0) as rest, w.open
        from standing s
        join claim c on c.dispute_id = s.id
        join open_item o on o.invoice_id = c.invoice_id and o.circle = any (circles)
                        and (accounts is null or o.account_id = any (accounts)) and (not as_it_is or o.open_amount > 0)
        cross join lateral (
            select o.open_amount - case when not as_it_is and (o.last_effective_on > as_of or known_on is not null) then coalesce((
                       select sum(e.amount) from ledger_entry e
                       where e.invoice_id = o.invoice_id and (e.effective_on > as_of or e.recorded_at >= until)), 0) else 0 end as open) w
        left join credited n on n.dispute_id = c.dispute_id and n.invoice_id = c.invoice_id
    ), capped as (
        select r.*, least(r.rest, r.open + r.rest - sum(r.rest) over (
                   partition by r.invoice_id order by r.dispute_id rows unbounded preceding)) as disputed
        from rest r
        where r.rest > 0
    )
    select r.dispute_id, r.invoice_id, r.account_id, r.circle, r.charge_type, r.invoice_date, r.status, r.owner_id,
           r.oldest_invoice, r.lines::bigint, r.amount, r.disputed, round(r.disputed * r.invoice_tax / r.invoice_total, 2)
    from capped r where r.disputed > 0
    $$;
