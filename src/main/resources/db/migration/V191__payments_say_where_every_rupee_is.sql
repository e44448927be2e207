-- Where every rupee of an account's outstanding is, as of a day (figures, section 4). What is not due comes first, so only what is
-- overdue is asked invoice by invoice, and of that only what something is known of; all the rest is clean.
create function every_rupee_of_invoices(as_of date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, invoice_id bigint, part text, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
begin
    return query
    with disputed as materialized (
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
               or o.invoice_id in (select d.invoice_id from disputed d union all select c.invoice_id from credited c
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
        left join disputed d on d.invoice_id = i.invoice_id
        left join deductible t on t.invoice_id = i.invoice_id
        left join credited n on n.invoice_id = i.invoice_id
        cross join lateral (values
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
    'Parts of overdue invoices of which something is known. First match wins: disputed, not booked
     by the customer as far as was told, tax that is expected and not deducted in the
     books although cash came, credit notes asked for outside a dispute.';

create function every_rupee(as_of date, circles text[], accounts bigint[] default null)
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
    )
    select o.account_id, o.circle, p.part, p.amount
    from owed o
    cross join lateral (
        select 'NOT_DUE' as part, o.not_due as amount
        union all select 'UNAPPLIED', o.on_account
        union all select 'CLEAN', o.overdue - coalesce((select sum(k.amount) from known k where k.account_id = o.account_id), 0)
        union all select k.part, k.amount from known k where k.account_id = o.account_id) p
    where p.amount <> 0
    $$;

-- What it was at the ends of the last months, worked out at night: a past day has to take back what came later, invoice by invoice.
create table rupee_month (
    month_end date not null constraint rupee_month_end_is_last_day check (extract(day from month_end + 1) = 1),
    account_id bigint not null,
    circle text not null,
    part text not null constraint rupee_month_part_is_known check (part in ('NOT_DUE', 'PROMISED', 'DISPUTED', 'NOT_ACCOUNTED',
        'TAX_PENDING', 'UNAPPLIED', 'NOTE_PENDING', 'LEGAL', 'CLEAN')),
    amount numeric(17, 2) not null,
    computed_at timestamptz not null default app_now(),
    primary key (month_end, account_id, part),
    foreign key (account_id, circle) references account (id, circle)
);
create index rupee_month_by_account on rupee_month (account_id);
select guard_circle('rupee_month');
grant select, insert, delete on rupee_month to circledesk_app;

-- What is remembered of it is forgotten when something that it rests on changes.
create function note_request_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into ledger_change as c (changed_by, circle, from_on)
    select pg_current_xact_id(), n.circle, min((n.requested_at at time zone 'Asia/Kolkata')::date) from changed n group by n.circle
    on conflict (changed_by, circle) do update set from_on = excluded.from_on where excluded.from_on < c.from_on;
    return null;
end $$;
revoke execute on function note_request_changes() from public;
create trigger note_request_changes after insert on note_request referencing new table as changed
    for each statement execute function note_request_changes();
create trigger note_request_ends after update on note_request referencing new table as changed
    for each statement execute function note_request_changes();
create trigger lower_deduction_changes after insert on lower_deduction referencing new table as changed
    for each statement execute function dispute_changes('valid_from');
create trigger lower_deduction_ends after update on lower_deduction referencing new table as changed
    for each statement execute function dispute_changes('valid_from');
create trigger customer_invoice_state_changes after insert on customer_invoice_state referencing new table as changed
    for each statement execute function dispute_changes('on_day');
