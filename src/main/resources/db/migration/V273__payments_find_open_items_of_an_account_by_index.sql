-- What is open now and what was settled since are found each by its index: asked of one account, as after a posting, the
-- condition of before read every invoice of all circles.
create or replace function every_rupee_of_invoices(as_of date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, invoice_id bigint, part text, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan set enable_mergejoin = off
    as $$
#variable_conflict use_column
begin
    return query
    with promised as materialized (
        select p.invoice_id, sum(p.amount) as amount from promised_amounts_of(circles, accounts, as_of, null) p group by p.invoice_id
    ), disputed as materialized (
        select d.invoice_id, d.amount from disputed_amounts(as_of, null, circles, accounts) d
    ), credited as materialized (
        select n.invoice_id, sum(n.total_amount) as amount
        from note_request r join note_draft n on n.request_id = r.id
        where r.dispute_id is null and r.kind = 'CREDIT' and r.circle = any (circles)
          and (accounts is null or r.account_id = any (accounts))
          and (r.requested_at at time zone 'Asia/Kolkata')::date <= as_of
          and (r.ended_at is null or (r.ended_at at time zone 'Asia/Kolkata')::date > as_of)
        group by n.invoice_id
    ), unaccounted as materialized (
        select t.invoice_id
        from (select distinct on (w.invoice_id) w.invoice_id, w.state
              from customer_invoice_state w
              where w.circle = any (circles) and (accounts is null or w.account_id = any (accounts)) and w.on_day <= as_of
              order by w.invoice_id, w.on_day desc, w.id desc) t
        where t.state in ('SUBMITTED', 'ACKNOWLEDGED', 'RETURNED')
    ), cared as (
        select p.invoice_id from promised p union select d.invoice_id from disputed d
        union select c.invoice_id from credited c union select u.invoice_id from unaccounted u
    ), overdue as materialized (
        select o.*, o.cashed or o.last_effective_on > as_of as by_entries
        from (select o.invoice_id, o.account_id, o.circle, o.open_amount, o.last_effective_on,
                     exists (select from allocation a
                             where a.invoice_id = o.invoice_id and a.receipt_id is not null and a.effective_on <= as_of) as cashed
              from (select n.* from open_item n
                    where n.circle = any (circles) and (accounts is null or n.account_id = any (accounts))
                      and n.due_date < as_of and n.open_amount > 0
                    union all
                    select n.* from open_item n
                    where n.circle = any (circles) and (accounts is null or n.account_id = any (accounts))
                      and n.due_date < as_of and n.open_amount <= 0 and n.settled_on > as_of and as_of < app_today()) o
              offset 0) o
        where o.cashed or o.invoice_id in (select c.invoice_id from cared c)
    ), item as materialized (
        select k.invoice_id, k.account_id, k.circle, k.open_amount as open, 0::numeric as cash, 0::numeric as tax
        from overdue k where not k.by_entries
        union all
        select k.invoice_id, k.account_id, k.circle, s.open, s.cash, s.tax
        from overdue k
        cross join lateral (
            select sum(e.amount) as open,
                   coalesce(-sum(e.amount) filter (where e.counts_as = 'ALLOCATION' and e.receipt_id is not null), 0) as cash,
                   coalesce(-sum(e.amount) filter (where e.counts_as in ('TDS', 'GST_TDS')), 0) as tax
            from ledger_entry e where e.invoice_id = k.invoice_id and e.effective_on <= as_of) s
        where k.by_entries and s.open > 0
    ), deductible as materialized (
        select t.invoice_id, sum(t.amount) as amount
        from expected_tax(array(select i.invoice_id from item i where i.cash > 0), as_of) t group by t.invoice_id
    ), claim as (
        select i.account_id, i.circle, i.invoice_id, i.open, coalesce(p.amount, 0) as promised, coalesce(d.amount, 0) as disputed,
               case when i.invoice_id in (select u.invoice_id from unaccounted u) then i.open else 0 end as unaccounted,
               greatest(coalesce(t.amount - i.tax, 0), 0) as tax, coalesce(n.amount, 0) as credited
        from item i
        left join promised p on p.invoice_id = i.invoice_id
        left join disputed d on d.invoice_id = i.invoice_id
        left join deductible t on t.invoice_id = i.invoice_id
        left join credited n on n.invoice_id = i.invoice_id
    )
    select c.account_id, c.circle, c.invoice_id, x.part, least(x.amount, c.open - x.before)
    from claim c
    cross join lateral (values
        ('PROMISED', c.promised, 0),
        ('DISPUTED', c.disputed, c.promised),
        ('NOT_ACCOUNTED', c.unaccounted, c.promised + c.disputed),
        ('TAX_PENDING', c.tax, c.promised + c.disputed + c.unaccounted),
        ('NOTE_PENDING', c.credited, c.promised + c.disputed + c.unaccounted + c.tax)) x (part, amount, before)
    where x.amount > 0 and x.before < c.open;
end $$;
