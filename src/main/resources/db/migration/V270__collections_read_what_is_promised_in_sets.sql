-- What is promised and where every rupee is, read set by set: each open item once, no look at all accounts for each of them. What is
-- said is what V191, V200 and V201 say.
create function promised_amounts_of(circles text[], accounts bigint[], as_of date, known_on date)
    returns table (account_id bigint, invoice_id bigint, promise_id bigint, promised_on date, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan set enable_mergejoin = off
    as $$
#variable_conflict use_column
declare
    until timestamptz := coalesce((known_on + 1)::timestamp at time zone 'Asia/Kolkata', 'infinity');
    today constant boolean := known_on is null and as_of >= app_today();
begin
    return query
    with standing as materialized (
        select p.id, p.plan_id, p.promised_on, p.amount, p.received
        from promise p
        where today and p.status = 'OPEN' and p.judge_on >= as_of and p.circle = any (circles) and (accounts is null or p.account_id = any (accounts))
        union all
        select p.id, p.plan_id, p.promised_on, p.amount, null
        from promise p
        where not today and p.made_on <= as_of and p.judge_on >= as_of and p.recorded_at < until and p.circle = any (circles)
          and (accounts is null or p.account_id = any (accounts))
          and not exists (select from promise_event v
                          where v.promise_id = p.id and v.status = 'WITHDRAWN' and v.on_day <= as_of and v.recorded_at < until)
    ), money as materialized (
        select m.promise_id, m.received
        from promise_money(case when today then '{}' else array(select s.plan_id from standing s) end, as_of, until) m
    ), line as materialized (
        select s.id, s.promised_on, c.account_id, c.invoice_id, c.place, o.open_amount as open, least(c.amount, o.open_amount) as room,
               s.amount - s.received as rest
        from standing s
        join promise_invoice c on c.promise_id = s.id
        join open_item o on o.invoice_id = c.invoice_id
        where today and o.open_amount > 0
        union all
        select s.id, s.promised_on, c.account_id, c.invoice_id, c.place, o.open, least(c.amount, o.open), s.amount - coalesce(m.received, 0)
        from standing s
        left join money m on m.promise_id = s.id
        join promise_invoice c on c.promise_id = s.id
        cross join lateral (
            select coalesce(sum(e.amount), 0) as open from ledger_entry e
            where e.invoice_id = c.invoice_id and e.effective_on <= as_of and e.recorded_at < until) o
        where not today and o.open > 0
    ), spread as (
        select l.*, least(l.room, greatest(0, l.rest - (sum(l.room) over (
                   partition by l.id order by l.place, l.invoice_id rows unbounded preceding) - l.room))) as part
        from line l
    ), capped as (
        select s.*, least(s.part, greatest(0, s.open - (sum(s.part) over (
                   partition by s.invoice_id order by s.promised_on, s.id rows unbounded preceding) - s.part))) as still
        from spread s
    )
    select c.account_id, c.invoice_id, c.id, c.promised_on, c.still from capped c where c.still > 0;
end $$;
comment on function promised_amounts_of is 'What promised_amounts says of some accounts; null: of all.';

create or replace function promised_amounts(circles text[], as_of date, known_on date default null)
    returns table (account_id bigint, invoice_id bigint, promise_id bigint, promised_on date, amount numeric)
    language sql stable rows 1000
    as $$ select * from promised_amounts_of(circles, null, as_of, known_on) $$;

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
              from open_item o
              where o.circle = any (circles) and (accounts is null or o.account_id = any (accounts))
                and o.due_date < as_of and (case when as_of >= app_today() then o.open_amount > 0
                                                 else o.settled_on is null or o.settled_on > as_of end)
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

create or replace function every_rupee(as_of date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, part text, amount numeric)
    language sql stable rows 500
    as $$
    with owed as materialized (
        select b.account_id, b.circle,
               sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT' and b.due_date >= as_of) as not_due,
               sum(b.amount) filter (where b.charge_type <> 'ON_ACCOUNT' and b.due_date < as_of) as overdue,
               sum(b.amount) filter (where b.charge_type = 'ON_ACCOUNT') as on_account
        from ledger_balances(as_of, null, circles, accounts) b group by b.account_id, b.circle
    ), known as materialized (
        select i.account_id, i.part, sum(i.amount) as amount
        from every_rupee_of_invoices(as_of, circles, accounts) i group by i.account_id, i.part
    ), every_part as (
        select o.account_id, o.circle, 'NOT_DUE' as part, o.not_due as amount from owed o
        union all
        select o.account_id, o.circle, 'UNAPPLIED', o.on_account from owed o
        union all
        select o.account_id, o.circle, 'CLEAN', o.overdue - coalesce(k.amount, 0)
        from owed o left join (select account_id, sum(amount) as amount from known group by account_id) k on k.account_id = o.account_id
        union all
        select o.account_id, o.circle, k.part, k.amount from owed o join known k on k.account_id = o.account_id
    )
    select p.account_id, p.circle, p.part, p.amount from every_part p where p.amount <> 0
    $$;
