-- The customer's own books, beside ours. An extract is the lines of an account as the customer's vendor ledger shows them on a day,
-- signed as we would: what they owe is positive.
create table customer_ledger_line (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    as_on date not null,
    document_no text not null constraint customer_ledger_line_document_no_length check (length(document_no) between 1 and 60),
    entry_type text not null constraint customer_ledger_line_type_is_known
        check (entry_type in ('INVOICE', 'PAYMENT', 'TDS', 'NOTE', 'DEDUCTION', 'OTHER')),
    invoice_no text constraint customer_ledger_line_invoice_no_length check (length(invoice_no) between 1 and 60),
    document_date date not null,
    amount numeric(15, 2) not null constraint customer_ledger_line_amount_not_zero check (amount <> 0),
    state text constraint customer_ledger_line_state_is_known
        check (state in ('SUBMITTED', 'ACKNOWLEDGED', 'ACCOUNTED', 'APPROVED', 'IN_PAYMENT_RUN')),
    gstin text constraint customer_ledger_line_gstin_length check (length(gstin) = 15),
    remark text constraint customer_ledger_line_remark_length check (length(remark) between 1 and 500),
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    constraint customer_ledger_line_not_after_its_extract check (document_date <= as_on),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column customer_ledger_line.invoice_no is 'Ours, as the customer wrote it; null: the line names none.';
create unique index customer_ledger_line_once on customer_ledger_line
    (account_id, as_on, lower(document_no), coalesce(lower(invoice_no), ''), entry_type) where reversed_at is null;
create index customer_ledger_line_by_import on customer_ledger_line (import_id) where import_id is not null;
create trigger customer_ledger_line_is_never_edited before update on customer_ledger_line
    for each row execute function keep_document();
create trigger customer_ledger_line_is_never_deleted before delete or truncate on customer_ledger_line
    for each statement execute function refuse_change();

-- How far an invoice is with the customer. The last row says; rows come with extracts or by hand.
create table customer_invoice_state (
    id bigint generated always as identity primary key,
    invoice_id bigint not null references invoice,
    account_id bigint not null,
    circle text not null,
    state text not null constraint customer_invoice_state_is_known
        check (state in ('SUBMITTED', 'ACKNOWLEDGED', 'ACCOUNTED', 'APPROVED', 'IN_PAYMENT_RUN', 'RETURNED')),
    on_day date not null constraint customer_invoice_state_not_in_the_future check (on_day <= app_today()),
    remark text constraint customer_invoice_state_remark_length check (length(remark) between 1 and 500),
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column customer_invoice_state.state is 'RETURNED: the customer gave it back; it is not with them.';
create index customer_invoice_state_by_invoice on customer_invoice_state (invoice_id, on_day, id);
create index customer_invoice_state_by_account on customer_invoice_state (account_id);
create index customer_invoice_state_by_import on customer_invoice_state (import_id) where import_id is not null;
create trigger customer_invoice_state_is_append_only before update or delete or truncate on customer_invoice_state
    for each statement execute function refuse_change();

create view customer_state_now with (security_invoker = true) as
    select distinct on (invoice_id) invoice_id, account_id, circle, state, on_day, remark, recorded_by, recorded_at
    from customer_invoice_state order by invoice_id, on_day desc, id desc;
comment on view customer_state_now is 'How far each invoice is with the customer; one without a row was not told of.';

-- Who follows a difference up, and what is to be done. The last row of a key counts.
create table difference_follow_up (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    key text not null constraint difference_follow_up_key_length check (length(key) between 1 and 80),
    kind text not null constraint difference_follow_up_kind_is_known check (kind in (
        'NOT_ACCOUNTED', 'SHORT_PAID', 'TDS', 'DISPUTED', 'NOTE_NOT_TAKEN', 'PAID_NOT_APPLIED', 'WRONG_ENTITY', 'TIMING', 'UNKNOWN')),
    owner_id bigint references app_user,
    next_action text constraint difference_follow_up_next_action_length check (length(next_action) between 1 and 500),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (account_id, circle) references account (id, circle)
);
create index difference_follow_up_by_key on difference_follow_up (account_id, key, kind, id);
create index difference_follow_up_by_owner on difference_follow_up (owner_id) where owner_id is not null;
create trigger difference_follow_up_is_append_only before update or delete or truncate on difference_follow_up
    for each statement execute function refuse_change();

-- What both sides signed, as it was then: frozen, with all differences.
create table reconciliation_sheet (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    month date not null constraint reconciliation_sheet_month_is_first_day check (extract(day from month) = 1),
    as_of date not null,
    known_at timestamptz not null default app_now(),
    balance_theirs numeric(15, 2) not null,
    balance_ours numeric(15, 2) not null,
    residual numeric(15, 2) not null,
    next_action text not null constraint reconciliation_sheet_next_action_length check (length(next_action) between 1 and 500),
    signed_on date not null constraint reconciliation_sheet_not_signed_in_the_future check (signed_on <= app_today()),
    signed_by_us text not null constraint reconciliation_sheet_our_name_length check (length(signed_by_us) between 1 and 120),
    signed_by_them text not null constraint reconciliation_sheet_their_name_length check (length(signed_by_them) between 1 and 120),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint reconciliation_sheet_of_its_month check (month = date_trunc('month', as_of)::date),
    constraint reconciliation_sheet_signed_after_its_day check (signed_on >= as_of),
    constraint reconciliation_sheet_belongs_to_circle unique (id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on table reconciliation_sheet is 'A later one of the same account and month takes its place; both stay.';
create index reconciliation_sheet_by_account on reconciliation_sheet (account_id, month, id);
create trigger reconciliation_sheet_is_append_only before update or delete or truncate on reconciliation_sheet
    for each statement execute function refuse_change();

create table reconciliation_sheet_line (
    sheet_id bigint not null,
    circle text not null,
    line_no integer not null,
    kind text not null constraint reconciliation_sheet_line_kind_is_known check (kind in (
        'NOT_ACCOUNTED', 'SHORT_PAID', 'TDS', 'DISPUTED', 'NOTE_NOT_TAKEN', 'PAID_NOT_APPLIED', 'WRONG_ENTITY', 'TIMING', 'UNKNOWN')),
    invoice_no text,
    document_no text,
    dated_on date not null,
    ours numeric(15, 2) not null,
    theirs numeric(15, 2) not null,
    amount numeric(15, 2) not null constraint reconciliation_sheet_line_amount_not_zero check (amount <> 0),
    owner text,
    next_action text,
    primary key (sheet_id, line_no),
    foreign key (sheet_id, circle) references reconciliation_sheet (id, circle)
);
create trigger reconciliation_sheet_line_is_append_only before update or delete or truncate on reconciliation_sheet_line
    for each statement execute function refuse_change();

-- Asked when the transaction ends, when the lines are there too.
create function reconciliation_sheet_adds_up() returns trigger
    language plpgsql
    as $$
begin
    if new.balance_theirs - new.balance_ours
       <> new.residual + (select coalesce(sum(l.amount), 0) from reconciliation_sheet_line l where l.sheet_id = new.id) then
        raise exception 'The differences and the residual do not add up to what lies between both balances.'
            using errcode = 'P0T01', constraint = 'reconciliation_sheet_adds_up';
    end if;
    return null;
end $$;
create constraint trigger reconciliation_sheet_adds_up after insert on reconciliation_sheet deferrable initially deferred
    for each row execute function reconciliation_sheet_adds_up();

-- Lines come with their sheet, in the transaction that wrote it, and never later.
create function reconciliation_sheet_line_added() returns trigger
    language plpgsql
    as $$
begin
    perform 1 from new_rows n join reconciliation_sheet s on s.id = n.sheet_id
    where s.xmin::text::bigint <> (pg_current_xact_id()::text::bigint % 4294967296);
    if found then
        raise exception 'A signed sheet is never added to.' using errcode = 'P0T01', constraint = 'reconciliation_sheet_is_frozen';
    end if;
    return null;
end $$;
create trigger reconciliation_sheet_line_added after insert on reconciliation_sheet_line referencing new table as new_rows
    for each statement execute function reconciliation_sheet_line_added();

select guard_circle('customer_ledger_line'), guard_circle('customer_invoice_state'), guard_circle('difference_follow_up'),
       guard_circle('reconciliation_sheet'), guard_circle('reconciliation_sheet_line');
grant select, insert on customer_ledger_line, customer_invoice_state, difference_follow_up, reconciliation_sheet,
    reconciliation_sheet_line to circledesk_app;
grant update (reversed_at) on customer_ledger_line to circledesk_app;
grant select on customer_state_now to circledesk_app;
select audit_table('customer_ledger_line'), audit_table('customer_invoice_state'), audit_table('difference_follow_up'),
       audit_table('reconciliation_sheet'), audit_table('reconciliation_sheet_line');

create function invoice_key(number text) returns text
    language sql immutable parallel safe
    as $$ select regexp_replace(regexp_replace(lower(number), '(^|[^0-9])0+([0-9])', '\1\2', 'g'), '[^0-9a-z]', '', 'g') $$;
comment on function invoice_key(text) is 'INV/2627/00012, inv-2627-12 and INV 2627 0012 are the same number to whoever compares books.';

-- What lies between the customer's extract of a day and our ledger of that day, in parts of which each has exactly one kind. Amounts are
-- theirs less ours, and the parts sum to the difference of the balances: every line and every entry is in exactly one pair, and of each
-- pair what the kinds before leave is the next one's at most, the last one's in whole.
create function customer_differences(of_account bigint, as_of date, timing_days integer)
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
