-- Of the promises of an import, whose tables nobody counted yet, the money was looked for by reading them whole for each. It is looked for
-- through the indexes, promise by promise; what counts is what V200 counts.
create or replace function promise_money(plans bigint[], as_of date default 'infinity', until timestamptz default 'infinity')
    returns table (promise_id bigint, received numeric)
    language sql stable rows 1000
    as $$
    with asked as materialized (
        select p.id, p.plan_id, p.instalment, p.account_id, p.covers, p.basis, p.amount, p.made_on, p.after_entry,
               least(p.judge_on, as_of) as last_day
        from promise p
        where p.plan_id = any (plans)
          and (p.status <> 'WITHDRAWN'
               or not exists (select from promise_event v where v.promise_id = p.id and v.status = 'WITHDRAWN'
                              and v.on_day <= as_of and v.recorded_at < until))
    ), came as (
        select a.id, a.plan_id, a.instalment, a.amount, greatest(m.amount, 0) as money
        from asked a
        cross join lateral (
            select coalesce(sum(-e.amount), 0) as amount
            from (select distinct l.invoice_id
                  from (select q.id from promise q where q.plan_id = a.plan_id offset 0) p
                  cross join lateral (select k.invoice_id from promise_invoice k where k.promise_id = p.id offset 0) l) c
            cross join lateral (select * from ledger_entry x where x.invoice_id = c.invoice_id offset 0) e
            where (e.kind = 'ALLOCATION' and e.receipt_id is not null or a.basis = 'GROSS' and e.kind in ('TDS', 'GST_TDS'))
              and e.effective_on between a.made_on and a.last_day and (e.effective_on > a.made_on or e.id > a.after_entry)
              and e.recorded_at < until
              and not exists (select from ledger_entry r
                              where r.reverses = e.id and r.effective_on <= as_of and r.recorded_at < until)
        ) m
        where a.covers = 'INVOICES'
        union all
        select a.id, a.plan_id, a.instalment, a.amount, greatest(m.amount, 0)
        from asked a
        cross join lateral (
            select coalesce(sum(case when e.kind = 'ALLOCATION' then e.amount else -e.amount end), 0) as amount
            from ledger_entry e
            cross join lateral (
                select exists (
                    select from promise_invoice c join promise o on o.id = c.promise_id
                    where c.invoice_id = e.invoice_id and o.plan_id <> a.plan_id and o.covers = 'INVOICES' and o.status <> 'WITHDRAWN'
                      and e.effective_on between o.made_on and o.judge_on) as it
            ) promised_apart
            where e.account_id = a.account_id
              and case e.kind when 'RECEIPT' then true
                              when 'TDS' then a.basis = 'GROSS' and not promised_apart.it
                              when 'GST_TDS' then a.basis = 'GROSS' and not promised_apart.it
                              when 'ALLOCATION' then promised_apart.it and e.receipt_id is not null
                                  and exists (select from receipt t where t.id = e.receipt_id and t.received_on >= a.made_on) end
              and e.effective_on between a.made_on and a.last_day and (e.effective_on > a.made_on or e.id > a.after_entry)
              and e.recorded_at < until
              and not exists (select from ledger_entry r
                              where r.reverses = e.id and r.effective_on <= as_of and r.recorded_at < until)
        ) m
        where a.covers = 'ACCOUNT'
    ), summed as (
        select c.*, sum(c.amount) over upward as promised_so_far from came c
        window upward as (partition by c.plan_id order by c.instalment rows unbounded preceding)
    ), given as (
        select s.*, s.promised_so_far + least(0, min(s.money - s.promised_so_far) over (
                   partition by s.plan_id order by s.instalment rows unbounded preceding)) as given_so_far
        from summed s
    )
    select g.id, least(g.amount, greatest(0, g.given_so_far - coalesce(lag(g.given_so_far) over (
               partition by g.plan_id order by g.instalment), 0)))
    from given g
    $$;
