-- What is promised of overdue invoices is a part of every rupee of its own: the first after what is not due. All else is as in V191.
create or replace function every_rupee_of_invoices(as_of date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, invoice_id bigint, part text, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
begin
    return query
    with promised as materialized (
        select p.invoice_id, sum(p.amount) as amount from promised_amounts(circles, as_of) p
        where accounts is null or p.account_id = any (accounts)
        group by p.invoice_id
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
    ), known as (
        select o.invoice_id, o.account_id, o.circle
        from open_item o
        where o.circle = any (circles) and (accounts is null or o.account_id = any (accounts))
          and o.due_date < as_of and (case when as_of >= app_today() then o.open_amount > 0
                                           else o.settled_on is null or o.settled_on > as_of end)
          and (exists (select from allocation a where a.invoice_id = o.invoice_id and a.receipt_id is not null and a.effective_on <= as_of)
               or o.invoice_id in (select p.invoice_id from promised p union all select d.invoice_id from disputed d
                                   union all select c.invoice_id from credited c
                                   union all select u.invoice_id from unaccounted u))
    ), item as materialized (
        select k.*, s.open, s.cash, s.tax
        from known k
        cross join lateral (
            select sum(e.amount) as open,
                   coalesce(-sum(e.amount) filter (where e.counts_as = 'ALLOCATION' and e.receipt_id is not null), 0) as cash,
                   coalesce(-sum(e.amount) filter (where e.counts_as in ('TDS', 'GST_TDS')), 0) as tax
            from ledger_entry e where e.invoice_id = k.invoice_id and e.effective_on <= as_of) s
        where s.open > 0
    ), deductible as materialized (
        select t.invoice_id, sum(t.amount) as amount
        from expected_tax(array(select i.invoice_id from item i where i.cash > 0), as_of) t group by t.invoice_id
    ), claim as (
        select i.account_id, i.circle, i.invoice_id, i.open, c.place, c.part, greatest(c.amount, 0) as amount
        from item i
        left join promised p on p.invoice_id = i.invoice_id
        left join disputed d on d.invoice_id = i.invoice_id
        left join deductible t on t.invoice_id = i.invoice_id
        left join credited n on n.invoice_id = i.invoice_id
        cross join lateral (values
            (0, 'PROMISED', p.amount),
            (1, 'DISPUTED', d.amount),
            (2, 'NOT_ACCOUNTED', case when i.invoice_id in (select u.invoice_id from unaccounted u) then i.open end),
            (3, 'TAX_PENDING', t.amount - i.tax),
            (4, 'NOTE_PENDING', n.amount)) c (place, part, amount)
    ), placed as (
        select c.account_id, c.circle, c.invoice_id, c.part,
               least(c.amount, greatest(0, c.open + c.amount - sum(c.amount) over (
                   partition by c.invoice_id order by c.place rows unbounded preceding))) as amount
        from claim c
    )
    select p.account_id, p.circle, p.invoice_id, p.part, p.amount from placed p where p.amount > 0;
end $$;
comment on function every_rupee_of_invoices(date, text[], bigint[]) is
    'Parts of overdue invoices of which something is known. First match wins: promised and still to come, disputed, not booked
     by the customer as far as was told, tax that is expected and not deducted in the
     books although cash came, credit notes asked for outside a dispute.';

-- What is remembered of it is forgotten when a promise is made, judged or withdrawn.
create trigger promise_changes after insert on promise referencing new table as changed
    for each statement execute function dispute_changes('made_on');
create trigger promise_ends after update on promise referencing new table as changed
    for each statement execute function dispute_changes('made_on');

-- Whether the month ends that were worked out before may tell of a day otherwise by now.
create function promises_changed_since(moment timestamptz, of_day date) returns boolean
    language sql stable
    as $$
    select exists (select from promise p where p.recorded_at >= moment and p.made_on <= of_day)
        or exists (select from promise_event v where v.status = 'WITHDRAWN' and v.recorded_at >= moment and v.on_day <= of_day)
    $$;
