-- The ledger: every rupee is an entry, and no entry ever changes. What is read fast is derived from it by one trigger,
-- in the writing transaction, per statement: balances, open items, settlements, the daily roll-up and its month-end
-- snapshots. The control run recomputes all of them from the entries. What is derived per document carries no foreign keys:
-- the trigger takes it from documents that are never deleted, and a check per row would double the time of an import.

create sequence ledger_entry_seq;
create table ledger_entry (
    id bigint primary key default nextval('ledger_entry_seq'),
    account_id bigint not null,
    circle text not null,
    invoice_id bigint,
    kind text not null constraint ledger_entry_kind_is_known
        check (kind in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE', 'RECEIPT', 'ALLOCATION', 'TDS', 'GST_TDS', 'DEDUCTION',
                        'ROUND_OFF', 'WRITE_OFF', 'REVERSAL')),
    counts_as text not null,
    amount numeric(15, 2) not null constraint ledger_entry_amount_not_zero check (amount <> 0),
    effective_on date not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    receipt_id bigint,
    note_id bigint,
    allocation_id bigint,
    reverses bigint references ledger_entry,
    reason text,
    import_id bigint default nullif(current_setting('app.import_id', true), '')::bigint,
    constraint ledger_entry_counts_as_its_kind
        check (case when kind = 'REVERSAL' then counts_as <> 'REVERSAL' else counts_as = kind end),
    constraint ledger_entry_reversal_names_original check ((kind = 'REVERSAL') = (reverses is not null)),
    constraint ledger_entry_reversal_has_reason check (kind <> 'REVERSAL' or length(trim(reason)) > 0),
    constraint ledger_entry_has_document check (num_nonnulls(invoice_id, receipt_id, note_id) > 0),
    constraint ledger_entry_sign_fits_kind check (
        case kind
            when 'INVOICE' then amount > 0 and invoice_id is not null
            when 'DEBIT_NOTE' then amount > 0 and invoice_id is not null and note_id is not null
            when 'CREDIT_NOTE' then amount < 0 and note_id is not null
            when 'RECEIPT' then amount < 0 and invoice_id is null and receipt_id is not null
            when 'ALLOCATION' then allocation_id is not null and (amount > 0) = (invoice_id is null)
            when 'TDS' then amount < 0 and invoice_id is not null and allocation_id is not null
            when 'GST_TDS' then amount < 0 and invoice_id is not null and allocation_id is not null
            when 'DEDUCTION' then amount < 0 and invoice_id is not null
            when 'REVERSAL' then true
            else invoice_id is not null
        end),
    foreign key (invoice_id, account_id, circle) references invoice (id, account_id, circle),
    foreign key (receipt_id, account_id, circle) references receipt (id, account_id, circle),
    foreign key (note_id, account_id, circle) references note (id, account_id, circle),
    foreign key (allocation_id, account_id, circle) references allocation (id, account_id, circle)
);
comment on column ledger_entry.invoice_id is 'Null: on account.';
comment on column ledger_entry.counts_as is 'Its kind, or for a reversal the kind it takes back: billed and collected count so.';
create index ledger_entry_by_invoice on ledger_entry (invoice_id, effective_on) where invoice_id is not null;
create unique index ledger_entry_reversed_once on ledger_entry (reverses) where reverses is not null;
create index ledger_entry_by_account on ledger_entry (account_id, effective_on, id);
create index ledger_entry_by_receipt on ledger_entry (receipt_id) where receipt_id is not null;
create index ledger_entry_by_note on ledger_entry (note_id) where note_id is not null;
create index ledger_entry_by_allocation on ledger_entry (allocation_id) where allocation_id is not null;
create index ledger_entry_by_recording on ledger_entry using brin (recorded_at);
create index ledger_entry_by_import on ledger_entry using brin (import_id);

create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();

-- Balance per account. Its row is also the lock under which an account's money moves: taken in account order.
create table account_balance (
    account_id bigint primary key,
    circle text not null,
    balance numeric(17, 2) not null,
    foreign key (account_id, circle) references account (id, circle)
);

-- Each open item as it stands with all entries in.
create table open_item (
    invoice_id bigint primary key,
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    invoice_date date not null,
    due_date date not null,
    open_amount numeric(15, 2) not null constraint open_item_open_amount_not_negative check (open_amount >= 0),
    last_effective_on date not null,
    settled_on date
);
comment on column open_item.settled_on is 'Day since which the open amount is 0.00; null while it is open. Reversed items: their own day.';
create index open_item_by_amount on open_item (open_amount desc, invoice_id) where open_amount > 0;
create index open_item_by_account on open_item (account_id) where open_amount > 0;
create index open_item_by_due_date on open_item (due_date) where open_amount > 0;
create index open_item_settled on open_item (settled_on) where settled_on is not null;

-- From when to when an item was settled: the days late of any past date rest on it.
create table settlement (
    invoice_id bigint not null,
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    settled_on date not null,
    reopened_on date,
    settled_amount numeric(15, 2) not null,
    days_late integer not null,
    primary key (invoice_id, settled_on)
);
comment on column settlement.settled_amount is 'Total of the item plus its debit notes: the weight of its days late.';
create index settlement_by_day on settlement (settled_on);
create index settlement_by_account on settlement (account_id);

-- Receipts and credit notes as they stand on account: what is left to allocate.
create table on_account_item (
    document_type text not null constraint on_account_item_type_is_known check (document_type in ('RECEIPT', 'NOTE')),
    document_id bigint not null,
    account_id bigint not null,
    circle text not null,
    dated_on date not null,
    rest numeric(15, 2) not null constraint on_account_item_rest_not_negative check (rest >= 0),
    primary key (document_type, document_id)
);
create index on_account_item_by_account on on_account_item (account_id) where rest > 0;

-- The daily roll-up. On-account money stands under charge type ON_ACCOUNT and the date 1900-01-01.
create table ledger_day (
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    invoice_date date not null,
    due_date date not null,
    counts_as text not null,
    effective_on date not null,
    recorded_on date not null,
    amount numeric(17, 2) not null,
    net_amount numeric(21, 6) not null,
    billed_net numeric(21, 6) not null,
    primary key (effective_on, account_id, charge_type, invoice_date, due_date, counts_as, recorded_on),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column ledger_day.net_amount is 'Without GST: amount x taxable / total of the invoice.';
comment on column ledger_day.billed_net is 'Without GST by the document''s own split; zero for what is no billing.';
create index ledger_day_by_item on ledger_day (account_id, charge_type, invoice_date, due_date, effective_on);
create index ledger_day_by_recording on ledger_day (recorded_on);

-- What every account and charge type owed from a day on: an independent second sum for the tie-out.
create table account_day (
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    effective_on date not null,
    amount numeric(17, 2) not null,
    primary key (account_id, charge_type, effective_on),
    foreign key (account_id, circle) references account (id, circle)
);

-- Balances that were not zero at a month's end, so that any past date is a snapshot and at most a month of days.
create table ledger_month_end (
    month_end date primary key constraint ledger_month_end_is_last_day
        check (extract(day from month_end + 1) = 1)
);
create table ledger_snapshot (
    month_end date not null references ledger_month_end,
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    invoice_date date not null,
    due_date date not null,
    amount numeric(17, 2) not null,
    net_amount numeric(21, 6) not null,
    primary key (month_end, account_id, charge_type, invoice_date, due_date),
    foreign key (account_id, circle) references account (id, circle)
);
create index ledger_snapshot_by_account on ledger_snapshot (account_id, charge_type, invoice_date, due_date);

select guard_circle('ledger_entry'), guard_circle('account_balance'), guard_circle('open_item'),
       guard_circle('settlement'), guard_circle('on_account_item'), guard_circle('ledger_day'),
       guard_circle('account_day'), guard_circle('ledger_snapshot');
grant select, insert on ledger_entry to circledesk_app;
grant usage on sequence ledger_entry_seq to circledesk_app;
grant select on account_balance, open_item, settlement, on_account_item, ledger_day, account_day, ledger_month_end,
    ledger_snapshot to circledesk_app;
-- A row lock needs the right to update; the amounts themselves have no column grant.
grant update (circle) on account_balance to circledesk_app;
select audit_table('ledger_entry');

-- Refuses what the entries of one statement would break. Errors carry the rule's name as constraint.
create function ledger_refuse(rule text, sentence text) returns void
    language plpgsql
    as $$
begin
    raise exception '%', sentence using errcode = 'P0L03', constraint = rule;
end $$;

create function ledger_entry_posted() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    closed date;
    found_text text;
    refused boolean;
begin
    -- While months are being closed nobody posts (ledger_close_months takes the same lock alone).
    perform pg_advisory_xact_lock_shared(7205001);

    -- Accounts in id order: two postings that share accounts wait for each other and never lock crosswise.
    insert into account_balance as b (account_id, circle, balance)
    select account_id, circle, sum(amount) from new_entries group by account_id, circle order by account_id
    on conflict (account_id) do update set balance = b.balance + excluded.balance;

    select to_char(l.month, 'Mon YYYY') into found_text
    from new_entries e join period_lock l on l.month = date_trunc('month', e.effective_on)::date and l.unlocked_at is null
    limit 1;
    if found then
        perform ledger_refuse('ledger_entry_in_locked_month', format('%s is locked: no entry may be effective in it.', found_text));
    end if;

    perform 1 from import_batch b right join (select distinct import_id from new_entries where import_id is not null) e on e.import_id = b.id
    where b.id is null;
    if found then
        perform ledger_refuse('ledger_entry_of_a_known_import', 'Entries of an import name one that exists.');
    end if;

    -- What joins large tables is planned anew each time (execute): a plan made for a million entries must not serve one,
    -- nor the other way round.
    if exists (select from new_entries where reverses is not null) then
        execute $sql$
            select exists (
                select from new_entries n join ledger_entry o on o.id = n.reverses
                where n.amount <> -o.amount or n.account_id <> o.account_id or n.counts_as <> o.kind
                   or n.effective_on < o.effective_on
                   or (n.invoice_id, n.receipt_id, n.note_id, n.allocation_id)
                      is distinct from (o.invoice_id, o.receipt_id, o.note_id, o.allocation_id))
            $sql$ into refused;
    end if;
    if refused then
        perform ledger_refuse('ledger_entry_reversal_mirrors_original', 'What is reversed was recorded with other values or for a later day.');
    end if;

    perform 1 from new_entries where counts_as = 'ALLOCATION' group by allocation_id, effective_on having sum(amount) <> 0;
    if found then
        perform ledger_refuse('ledger_entry_allocation_sums_to_zero', 'An allocation moves money: its two entries sum to zero.');
    end if;

    execute $sql$
        select exists (
            select from new_entries e join invoice i on i.id = e.invoice_id
            where e.effective_on < coalesce(i.opening_on, i.invoice_date))
        $sql$ into refused;
    if refused then
        perform ledger_refuse('ledger_entry_not_before_invoice', 'An entry on an invoice is never effective before it.');
    end if;

    if exists (select from new_entries where kind <> 'INVOICE') then
        perform ledger_update_open_items(array(select distinct invoice_id from new_entries where invoice_id is not null));
    else
        -- Fresh invoices, which an import brings by the hundred thousand: nothing to recompute.
        execute $sql$
            insert into open_item (invoice_id, account_id, circle, charge_type, invoice_date, due_date, open_amount,
                                   last_effective_on)
            select i.id, i.account_id, i.circle, i.charge_type, i.invoice_date, i.due_date, e.amount, e.effective_on
            from new_entries e join invoice i on i.id = e.invoice_id
            $sql$;
    end if;
    perform ledger_update_on_account_items(
        array(select distinct receipt_id from new_entries where invoice_id is null and receipt_id is not null),
        array(select distinct note_id from new_entries where invoice_id is null and receipt_id is null));

    execute $sql$
        insert into account_day as d (account_id, circle, charge_type, effective_on, amount)
        select e.account_id, e.circle, coalesce(i.charge_type, 'ON_ACCOUNT'), e.effective_on, sum(e.amount)
        from new_entries e left join invoice i on i.id = e.invoice_id
        group by 1, 2, 3, 4 order by 1, 3, 4
        on conflict (account_id, charge_type, effective_on) do update set amount = d.amount + excluded.amount
        $sql$;

    execute $sql$
        insert into ledger_day as d (account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on,
                                     recorded_on, amount, net_amount, billed_net)
        select e.account_id, e.circle, coalesce(i.charge_type, 'ON_ACCOUNT'), coalesce(i.invoice_date, '1900-01-01'),
               coalesce(i.due_date, '1900-01-01'), e.counts_as, e.effective_on,
               (e.recorded_at at time zone 'Asia/Kolkata')::date, sum(e.amount),
               sum(coalesce(round(e.amount * i.taxable_amount / i.total_amount, 6), e.amount)),
               sum(case
                       when e.counts_as = 'INVOICE' then round(e.amount * i.taxable_amount / i.total_amount, 6)
                       when e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
                           then round(e.amount * coalesce(n.taxable_amount / n.total_amount,
                                                          r.taxable_amount / r.total_amount, 1), 6)
                       else 0
                   end)
        from new_entries e
        left join invoice i on i.id = e.invoice_id
        left join note n on n.id = e.note_id and e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
        left join invoice r on r.id = n.invoice_id
        group by 1, 2, 3, 4, 5, 6, 7, 8 order by 7, 1, 3, 4, 5, 6, 8
        on conflict (effective_on, account_id, charge_type, invoice_date, due_date, counts_as, recorded_on)
            do update set amount = d.amount + excluded.amount, net_amount = d.net_amount + excluded.net_amount,
                          billed_net = d.billed_net + excluded.billed_net
        $sql$;

    select max(month_end) into closed from ledger_month_end;
    if closed is not null and exists (select from new_entries where effective_on <= closed) then
        create temp table if not exists ledger_touched (
            account_id bigint, circle text, charge_type text, invoice_date date, due_date date, from_on date) on commit drop;
        truncate ledger_touched;
        execute $sql$
            insert into ledger_touched
            select e.account_id, e.circle, coalesce(i.charge_type, 'ON_ACCOUNT'), coalesce(i.invoice_date, '1900-01-01'),
                   coalesce(i.due_date, '1900-01-01'), min(e.effective_on)
            from new_entries e left join invoice i on i.id = e.invoice_id
            where e.effective_on <= $1
            group by 1, 2, 3, 4, 5
            $sql$ using closed;
        analyze ledger_touched;
        delete from ledger_snapshot s using ledger_touched t
        where s.account_id = t.account_id and s.charge_type = t.charge_type and s.invoice_date = t.invoice_date
          and s.due_date = t.due_date and s.month_end >= t.from_on;
        insert into ledger_snapshot (month_end, account_id, circle, charge_type, invoice_date, due_date, amount, net_amount)
        select m.month_end, b.account_id, b.circle, b.charge_type, b.invoice_date, b.due_date, b.amount, b.net_amount
        from (
            select d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, d.effective_on, t.from_on,
                   sum(sum(d.amount)) over item as amount, sum(sum(d.net_amount)) over item as net_amount,
                   lead(d.effective_on, 1, 'infinity') over item as until
            from ledger_touched t
            join ledger_day d using (account_id, charge_type, invoice_date, due_date)
            group by d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, d.effective_on, t.from_on
            window item as (partition by d.account_id, d.charge_type, d.invoice_date, d.due_date order by d.effective_on)
        ) b
        join ledger_month_end m on m.month_end >= b.effective_on and m.month_end < b.until and m.month_end >= b.from_on
        where b.amount <> 0;
    end if;
    return null;
end $$;

-- Recomputes items from their entries and refuses an open amount below zero at any date.
create function ledger_update_open_items(items bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
    as $$
declare
    short record;
begin
    select i.invoice_no, r.effective_on, r.open into short
    from (select e.invoice_id, e.effective_on,
                 sum(sum(e.amount)) over (partition by e.invoice_id order by e.effective_on) as open
          from ledger_entry e join unnest(items) as t(id) on t.id = e.invoice_id
          group by e.invoice_id, e.effective_on) r
    join invoice i on i.id = r.invoice_id
    where r.open < 0 limit 1;
    if found then
        perform ledger_refuse('invoice_open_amount_not_negative',
            format('Invoice %s would be overpaid by ₹%s on %s.', short.invoice_no, -short.open,
                   to_char(short.effective_on, 'FMDD Mon YYYY')));
    end if;

    insert into open_item as o (invoice_id, account_id, circle, charge_type, invoice_date, due_date, open_amount,
                                last_effective_on, settled_on)
    select i.id, i.account_id, i.circle, i.charge_type, i.invoice_date, i.due_date, s.open, s.last_effective_on,
           case when s.open = 0 then coalesce(s.last_moved_on, s.first_on) end
    from (select invoice_id, sum(net) as open, max(effective_on) as last_effective_on, min(effective_on) as first_on,
                 max(effective_on) filter (where net <> 0) as last_moved_on
          from (select e.invoice_id, e.effective_on, sum(e.amount) as net
                from ledger_entry e join unnest(items) as t(id) on t.id = e.invoice_id
                group by e.invoice_id, e.effective_on) d
          group by invoice_id) s
    join invoice i on i.id = s.invoice_id
    on conflict (invoice_id) do update set open_amount = excluded.open_amount,
        last_effective_on = excluded.last_effective_on, settled_on = excluded.settled_on;

    delete from settlement where invoice_id = any (items);
    insert into settlement (invoice_id, account_id, circle, charge_type, settled_on, reopened_on, settled_amount, days_late)
    select i.id, i.account_id, i.circle, i.charge_type, r.effective_on, r.next_on,
           r.invoiced + r.debited, r.effective_on - i.due_date
    from (select invoice_id, effective_on, open, invoiced, debited,
                 lead(effective_on) over (partition by invoice_id order by effective_on) as next_on
          from (select e.invoice_id, e.effective_on, sum(e.amount) as net,
                       sum(sum(e.amount)) over w as open,
                       sum(sum(e.amount) filter (where e.counts_as = 'INVOICE')) over w as entered,
                       coalesce(max(case when i.document_type = 'INVOICE' then i.total_amount end), 0) as invoiced,
                       coalesce(sum(sum(e.amount) filter (where e.counts_as = 'DEBIT_NOTE')) over w, 0) as debited,
                       row_number() over w as n
                from ledger_entry e
                join unnest(items) as t(id) on t.id = e.invoice_id
                join invoice i on i.id = e.invoice_id
                group by e.invoice_id, e.effective_on
                window w as (partition by e.invoice_id order by e.effective_on)) d
          -- A day on which nothing moved on balance neither settles nor reopens, unless billed and paid the same day.
          where (net <> 0 or n = 1) and coalesce(entered, 0) + debited > 0) r
    join invoice i on i.id = r.invoice_id
    where r.open = 0;
end $$;

-- Recomputes what is left of receipts and credit notes and refuses less than nothing at any date.
create function ledger_update_on_account_items(receipts bigint[], notes bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
    as $$
declare
    short record;
begin
    select coalesce(r.receipt_no, n.note_no) as document_no, s.effective_on, s.rest into short
    from (select e.receipt_id, e.note_id, e.effective_on,
                 -sum(sum(e.amount)) over (partition by e.receipt_id, e.note_id order by e.effective_on) as rest
          from ledger_entry e
          where e.invoice_id is null and (e.receipt_id = any (receipts) or e.note_id = any (notes))
          group by e.receipt_id, e.note_id, e.effective_on) s
    left join receipt r on r.id = s.receipt_id
    left join note n on n.id = s.note_id
    where s.rest < 0 limit 1;
    if found then
        perform ledger_refuse('on_account_rest_not_negative',
            format('%s does not hold enough: ₹%s are missing on %s.', short.document_no, -short.rest,
                   to_char(short.effective_on, 'FMDD Mon YYYY')));
    end if;

    insert into on_account_item as o (document_type, document_id, account_id, circle, dated_on, rest)
    select case when e.receipt_id is null then 'NOTE' else 'RECEIPT' end, coalesce(e.receipt_id, e.note_id),
           e.account_id, e.circle, min(e.effective_on), -sum(e.amount)
    from ledger_entry e
    where e.invoice_id is null and (e.receipt_id = any (receipts) or e.note_id = any (notes))
    group by e.receipt_id, e.note_id, e.account_id, e.circle
    on conflict (document_type, document_id) do update set rest = excluded.rest;
end $$;

create trigger ledger_entry_posted after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_posted();

-- Makes the snapshots of months that have ended, of the last five years. Needs every circle in scope, else a month would be
-- taken for closed with half of its balances.
create function ledger_close_months() returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    first_month date;
    made integer;
begin
    if exists (select code from circle where code <> all (coalesce(app_circles(), '{}'))) then
        raise exception 'Months are closed by the system, with every circle in scope.' using errcode = 'P0L04';
    end if;
    perform pg_advisory_xact_lock(7205001);
    select greatest(date_trunc('month', min(effective_on))::date, (date_trunc('month', app_today()) - interval '60 months')::date)
    into first_month from ledger_day;
    if first_month is null then
        return 0;
    end if;
    create temp table if not exists ledger_closing (month_end date primary key) on commit drop;
    truncate ledger_closing;
    insert into ledger_closing
    select (m + interval '1 month' - interval '1 day')::date
    from generate_series(first_month::timestamp, date_trunc('month', app_today())::timestamp - interval '1 month', interval '1 month') m
    where not exists (select from ledger_month_end e where e.month_end = (m + interval '1 month' - interval '1 day')::date);
    get diagnostics made = row_count;
    if made = 0 then
        return 0;
    end if;
    insert into ledger_month_end select month_end from ledger_closing;
    insert into ledger_snapshot (month_end, account_id, circle, charge_type, invoice_date, due_date, amount, net_amount)
    select c.month_end, b.account_id, b.circle, b.charge_type, b.invoice_date, b.due_date, b.amount, b.net_amount
    from (
        select account_id, circle, charge_type, invoice_date, due_date, effective_on,
               sum(sum(amount)) over item as amount, sum(sum(net_amount)) over item as net_amount,
               lead(effective_on, 1, 'infinity') over item as until
        from ledger_day
        group by account_id, circle, charge_type, invoice_date, due_date, effective_on
        window item as (partition by account_id, circle, charge_type, invoice_date, due_date order by effective_on)
    ) b
    join ledger_closing c on c.month_end >= b.effective_on and c.month_end < b.until
    where b.amount <> 0;
    return made;
end $$;

revoke execute on function ledger_entry_posted(), ledger_update_open_items(bigint[]),
    ledger_update_on_account_items(bigint[], bigint[]), ledger_close_months() from public;
grant execute on function ledger_close_months() to circledesk_app;
