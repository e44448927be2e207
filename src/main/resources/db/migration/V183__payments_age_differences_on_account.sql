-- A difference on account is as old as the oldest document with something left, not as the first one there ever was.
create or replace function customer_differences(of_account bigint, as_of date, timing_days integer)
    returns table (kind text, invoice_id bigint, invoice_no text, document_no text, dated_on date, ours numeric, theirs numeric, amount numeric)
    language sql stable
    as $$
    with line as materialized (
        select l.*, case when l.invoice_no is not null then invoice_key(l.invoice_no)
                         when l.entry_type = 'INVOICE' then 'document ' || lower(l.document_no) end as key
        from customer_ledger_line l where l.account_id = of_account and l.as_on = as_of and l.reversed_at is null
    ), their_pair as materialized (
        select l.key, sum(l.amount) as theirs, min(l.document_date) as dated_on, max(l.document_date) as last_on,
               min(coalesce(l.invoice_no, l.document_no)) as document_no,
               coalesce(sum(l.amount) filter (where l.entry_type = 'INVOICE'), 0) as invoiced,
               -coalesce(sum(l.amount) filter (where l.entry_type = 'PAYMENT'), 0) as paid,
               -coalesce(sum(l.amount) filter (where l.entry_type = 'TDS'), 0) as tds,
               coalesce(sum(l.amount) filter (where l.entry_type = 'NOTE'), 0) as noted,
               -coalesce(sum(l.amount) filter (where l.entry_type = 'DEDUCTION'), 0) as deducted,
               max(l.gstin) as gstin
        from line l where l.key is not null group by l.key
    ), entry as materialized (
        select e.invoice_id, sum(e.amount) as ours,
               -coalesce(sum(e.amount) filter (where e.counts_as = 'ALLOCATION'), 0) as paid,
               -coalesce(sum(e.amount) filter (where e.counts_as = 'ALLOCATION' and e.effective_on > as_of - timing_days), 0) as paid_lately,
               -coalesce(sum(e.amount) filter (where e.counts_as in ('TDS', 'GST_TDS')), 0) as tds,
               coalesce(sum(e.amount) filter (where e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')), 0) as noted
        from ledger_entry e
        where e.account_id = of_account and e.effective_on <= as_of and e.invoice_id is not null
        group by e.invoice_id
    ), our_pair as materialized (
        select e.*, i.invoice_no, i.invoice_date, i.total_amount, invoice_key(i.invoice_no) as key, i.customer_gstin,
               row_number() over (partition by invoice_key(i.invoice_no) order by i.reversed_at is not null, i.id) as nth
        from entry e join invoice i on i.id = e.invoice_id
        where e.ours <> 0 or invoice_key(i.invoice_no) in (select t.key from their_pair t)
    ), by_number as (
        select o.invoice_id, t.key from our_pair o join their_pair t on t.key = o.key and o.nth = 1
    ), by_amount as (
        -- Then what bears the same amount and date, one with one.
        select o.invoice_id, t.key
        from (select p.*, row_number() over (partition by p.total_amount, p.invoice_date order by p.invoice_id) as at from our_pair p
              where p.invoice_id not in (select b.invoice_id from by_number b)) o
        join (select p.*, row_number() over (partition by p.invoiced, p.dated_on order by p.key) as at from their_pair p
              where p.invoiced > 0 and p.key not in (select b.key from by_number b)) t
          on t.invoiced = o.total_amount and t.dated_on = o.invoice_date and t.at = o.at
    ), known as materialized (
        select distinct on (s.invoice_id) s.invoice_id, s.state in ('ACCOUNTED', 'APPROVED', 'IN_PAYMENT_RUN') as accounted
        from customer_invoice_state s where s.account_id = of_account and s.on_day < as_of
        order by s.invoice_id, s.on_day desc, s.id desc
    ), disputed as materialized (
        select d.invoice_id, d.amount from disputed_amounts(as_of, null, app_circles(), array[of_account]) d
    ), account_gstin as (
        select upper(a.gstin) as gstin from account a where a.id = of_account
    ), pool as materialized (
        -- What of ours stands on account, each document with its rest; and their lines that name no invoice.
        select 'PAYMENT' as entry_type, r.ours, 0 as theirs, 0 as lately, r.dated_on, null::date as lately_on
        from (select sum(e.amount) as ours, min(e.effective_on) as dated_on from ledger_entry e
              where e.account_id = of_account and e.effective_on <= as_of and e.invoice_id is null and e.receipt_id is not null
              group by e.receipt_id having sum(e.amount) <> 0) r
        union all
        select 'NOTE', r.ours, 0, 0, r.dated_on, null
        from (select sum(e.amount) as ours, min(e.effective_on) as dated_on from ledger_entry e
              where e.account_id = of_account and e.effective_on <= as_of and e.invoice_id is null and e.receipt_id is null
              group by e.note_id having sum(e.amount) <> 0) r
        union all
        select l.entry_type, 0, l.amount, case when l.document_date > as_of - timing_days then l.amount else 0 end, l.document_date,
               case when l.document_date > as_of - timing_days then l.document_date end
        from line l where l.key is null
    ), pair as materialized (
        select row_number() over () as pair_no, o.invoice_id, o.invoice_no, t.document_no, coalesce(o.invoice_date, t.dated_on) as dated_on,
               coalesce(o.ours, 0) as ours, coalesce(t.theirs, 0) as theirs, coalesce(t.theirs, 0) - coalesce(o.ours, 0) as gap,
               o.invoice_id is not null as is_ours, t.key is not null as is_theirs, coalesce(k.accounted, false) as accounted,
               coalesce(upper(t.gstin) <> coalesce(upper(o.customer_gstin), (select g.gstin from account_gstin g)), false)
                   or o.invoice_id is null and exists (select from invoice i where lower(i.invoice_no) = lower(t.document_no)
                                                       and i.account_id <> of_account and i.reversed_at is null) as other_entity,
               coalesce(t.dated_on, o.invoice_date) > as_of - timing_days as lately,
               coalesce(o.paid, 0) as our_paid, coalesce(o.paid_lately, 0) as our_paid_lately, coalesce(o.tds, 0) as our_tds,
               coalesce(o.noted, 0) as our_noted, coalesce(t.paid, 0) as their_paid, coalesce(t.tds, 0) as their_tds,
               coalesce(t.noted, 0) as their_noted, coalesce(t.deducted, 0) as deducted, coalesce(x.amount, 0) as disputed,
               (select coalesce(-sum(p.ours), 0) from pool p where p.entry_type = 'PAYMENT') as on_account
        from our_pair o
        left join (select b.invoice_id, b.key from by_number b union all select a.invoice_id, a.key from by_amount a) m on m.invoice_id = o.invoice_id
        full join their_pair t on t.key = m.key
        left join known k on k.invoice_id = o.invoice_id
        left join disputed x on x.invoice_id = o.invoice_id
    ), step as (
        -- In their order, how much of the gap each kind can explain at most; the sign is the gap's.
        select p.*, w.nth, w.kind, w.most
        from pair p
        cross join lateral (values
            (1, 'WRONG_ENTITY', case when p.other_entity then abs(p.gap) else 0 end),
            (2, 'TIMING', case when not (p.is_ours and (p.is_theirs or p.accounted)) and p.lately then abs(p.gap) else 0 end),
            (3, 'NOT_ACCOUNTED', case when p.is_ours and not p.is_theirs and not p.accounted then abs(p.gap) else 0 end),
            (4, 'NOTE_NOT_TAKEN', case when not p.is_ours then 0
                                       when p.gap > 0 then p.their_noted - p.our_noted else p.our_noted - p.their_noted end),
            (5, 'TDS', case when not p.is_ours or not p.is_theirs then 0
                            when p.gap < 0 then p.their_tds - p.our_tds else p.our_tds - p.their_tds end),
            (6, 'TIMING', case when p.is_ours and p.gap > 0 then p.our_paid_lately else 0 end),
            (7, 'PAID_NOT_APPLIED', case when not p.is_ours then 0
                                         when p.gap > 0 then p.our_paid - p.their_paid
                                         when p.is_theirs then p.their_paid - p.our_paid
                                         else least(abs(p.gap), p.on_account) end),
            (8, 'DISPUTED', case when p.gap < 0 then p.disputed else 0 end),
            (9, 'SHORT_PAID', case when p.gap >= 0 then 0
                                   when p.is_ours and p.is_theirs and (p.their_paid > 0 or p.deducted > 0) then abs(p.gap) else 0 end),
            (10, 'UNKNOWN', abs(p.gap))) as w (nth, kind, most)
        where p.gap <> 0
    ), taken as (
        select s.*, greatest(0, least(greatest(s.most, 0), abs(s.gap) - coalesce(sum(greatest(s.most, 0)) over (
                   partition by s.pair_no order by s.nth rows between unbounded preceding and 1 preceding), 0))) as part
        from step s
    ), pooled as (
        select q.entry_type, sum(q.ours) as ours, sum(q.theirs) as theirs, sum(q.theirs) - sum(q.ours) as gap, sum(q.lately) as lately,
               min(q.dated_on) as dated_on, min(q.lately_on) as lately_on
        from pool q group by q.entry_type
    )
    select t.kind, t.invoice_id, t.invoice_no, t.document_no, t.dated_on, t.ours, t.theirs, sign(t.gap) * t.part
    from taken t where t.part > 0
    union all
    select 'TIMING', null, null, null, p.lately_on, p.ours, p.theirs, -least(-p.gap, -p.lately)
    from pooled p where p.entry_type = 'PAYMENT' and p.gap < 0 and p.lately < 0
    union all
    select case p.entry_type when 'PAYMENT' then 'PAID_NOT_APPLIED' when 'NOTE' then 'NOTE_NOT_TAKEN' when 'TDS' then 'TDS'
                             when 'DEDUCTION' then 'SHORT_PAID' else 'UNKNOWN' end,
           null, null, null, p.dated_on, p.ours, p.theirs,
           p.gap + case when p.entry_type = 'PAYMENT' and p.gap < 0 and p.lately < 0 then least(-p.gap, -p.lately) else 0 end
    from pooled p
    where p.gap + case when p.entry_type = 'PAYMENT' and p.gap < 0 and p.lately < 0 then least(-p.gap, -p.lately) else 0 end <> 0
    $$;
