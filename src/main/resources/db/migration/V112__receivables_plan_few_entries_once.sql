-- Posting a single allocation took most of its time to plan what it does, under the lock of its account. Few entries are
-- now posted by plans that are made once; many are planned for their number, as before. That the plans stay apart, the
-- function serves two triggers: each has its own.
create or replace function ledger_entry_posted() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    closed date;
    all_new record;
    found_text text;
begin
    if (select count(*) > 100 from new_entries) <> (tg_argv[0] = 'many') then
        return null;
    end if;
    if tg_argv[0] = 'many' then
        discard plans;
    end if;
    -- While months are being closed nobody posts (ledger_close_months takes the same lock alone).
    perform pg_advisory_xact_lock_shared(7205001);
    select max(month_end) into closed from ledger_month_end;
    select bool_and(kind = 'INVOICE') as only_invoices, bool_or(reverses is not null) as reversals,
           bool_or(allocation_id is not null) as allocations, bool_or(receipt_id is not null or note_id is not null) as on_account,
           min(effective_on) as first_day, count(*) filter (where effective_on <= closed) as in_closed_months
    into all_new from new_entries;
    if all_new.first_day is null then
        return null;
    end if;

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

    if all_new.reversals then
        perform 1
        from new_entries n left join ledger_entry o on o.id = n.reverses
        where n.reverses is not null
          and (o.id is null or n.amount <> -o.amount or n.account_id <> o.account_id or n.counts_as <> o.kind
               or n.effective_on < o.effective_on
               or (n.invoice_id, n.receipt_id, n.note_id, n.allocation_id)
                  is distinct from (o.invoice_id, o.receipt_id, o.note_id, o.allocation_id));
        if found then
            perform ledger_refuse('ledger_entry_reversal_mirrors_original', 'What is reversed was recorded with other values or for a later day.');
        end if;
    end if;

    if all_new.allocations then
        perform 1 from new_entries where counts_as = 'ALLOCATION' group by allocation_id, effective_on having sum(amount) <> 0;
        if found then
            perform ledger_refuse('ledger_entry_allocation_sums_to_zero', 'An allocation moves money: its two entries sum to zero.');
        end if;
    end if;

    -- In place of foreign keys, which ask once for every entry: each document is there and of the entry's account.
    found_text := null;
    if all_new.on_account or all_new.allocations then
        select 'account' into found_text
        from new_entries e
        left join receipt r on r.id = e.receipt_id
        left join note n on n.id = e.note_id
        left join allocation a on a.id = e.allocation_id
        where e.receipt_id is not null and (r.account_id, r.circle) is distinct from (e.account_id, e.circle)
           or e.note_id is not null and (n.account_id, n.circle) is distinct from (e.account_id, e.circle)
           or e.allocation_id is not null and (a.account_id, a.circle) is distinct from (e.account_id, e.circle)
        limit 1;
    end if;
    if found_text is null and all_new.only_invoices then
        -- Fresh invoices, which an import brings by the million: joined with their documents once for all purposes.
        with posted as materialized (
            select e.invoice_id, e.account_id, e.circle, i.charge_type, i.invoice_date, i.due_date, e.effective_on,
                   (e.recorded_at at time zone 'Asia/Kolkata')::date as recorded_on, e.amount,
                   round(e.amount * i.taxable_amount / i.total_amount, 6) as net_amount,
                   (i.account_id, i.circle) is distinct from (e.account_id, e.circle) as elsewhere,
                   e.effective_on < coalesce(i.opening_on, i.invoice_date) as too_early
            from new_entries e left join invoice i on i.id = e.invoice_id
        ), items as (
            insert into open_item (invoice_id, account_id, circle, charge_type, invoice_date, due_date, open_amount,
                                   last_effective_on)
            select invoice_id, account_id, circle, charge_type, invoice_date, due_date, amount, effective_on
            from posted where not elsewhere
        ), accounts as (
            insert into account_day as d (account_id, circle, charge_type, effective_on, amount)
            select account_id, circle, charge_type, effective_on, sum(amount)
            from posted where not elsewhere group by 1, 2, 3, 4
            on conflict (account_id, charge_type, effective_on) do update set amount = d.amount + excluded.amount
        ), days as (
            insert into ledger_day as d (account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on,
                                         recorded_on, amount, net_amount, billed_net)
            select account_id, circle, charge_type, invoice_date, due_date, 'INVOICE', effective_on, recorded_on,
                   sum(amount), sum(net_amount), sum(net_amount)
            from posted where not elsewhere group by 1, 2, 3, 4, 5, 7, 8
            on conflict (effective_on, account_id, charge_type, invoice_date, due_date, counts_as, recorded_on)
                do update set amount = d.amount + excluded.amount, net_amount = d.net_amount + excluded.net_amount,
                              billed_net = d.billed_net + excluded.billed_net
        )
        select case when bool_or(elsewhere) then 'account' when bool_or(too_early) then 'day' end into found_text from posted;
    elsif found_text is null then
        select case when (i.account_id, i.circle) is distinct from (e.account_id, e.circle) then 'account' else 'day' end
        into found_text
        from new_entries e left join invoice i on i.id = e.invoice_id
        where e.invoice_id is not null
          and ((i.account_id, i.circle) is distinct from (e.account_id, e.circle)
               or e.effective_on < coalesce(i.opening_on, i.invoice_date))
        limit 1;
    end if;
    if found_text = 'account' then
        perform ledger_refuse('ledger_entry_of_its_documents_account', 'An entry is of the account of its documents.');
    elsif found_text = 'day' then
        perform ledger_refuse('ledger_entry_not_before_invoice', 'An entry on an invoice is never effective before it.');
    end if;

    if not all_new.only_invoices then
        perform ledger_update_open_items(array(select distinct invoice_id from new_entries where invoice_id is not null));
        if all_new.on_account then
            perform ledger_update_on_account_items(
                array(select distinct receipt_id from new_entries where invoice_id is null and receipt_id is not null),
                array(select distinct note_id from new_entries where invoice_id is null and receipt_id is null));
        end if;

        with posted as materialized (
            select e.account_id, e.circle, coalesce(i.charge_type, 'ON_ACCOUNT') as charge_type,
                   coalesce(i.invoice_date, '1900-01-01') as invoice_date, coalesce(i.due_date, '1900-01-01') as due_date,
                   e.counts_as, e.effective_on, (e.recorded_at at time zone 'Asia/Kolkata')::date as recorded_on, e.amount,
                   coalesce(round(e.amount * i.taxable_amount / i.total_amount, 6), e.amount) as net_amount,
                   case
                       when e.counts_as = 'INVOICE' then round(e.amount * i.taxable_amount / i.total_amount, 6)
                       when e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
                           then round(e.amount * coalesce(n.taxable_amount / n.total_amount,
                                                          r.taxable_amount / r.total_amount, 1), 6)
                       else 0
                   end as billed_net
            from new_entries e
            left join invoice i on i.id = e.invoice_id
            left join note n on n.id = e.note_id and e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
            left join invoice r on r.id = n.invoice_id
        ), accounts as (
            insert into account_day as d (account_id, circle, charge_type, effective_on, amount)
            select account_id, circle, charge_type, effective_on, sum(amount) from posted group by 1, 2, 3, 4
            on conflict (account_id, charge_type, effective_on) do update set amount = d.amount + excluded.amount
        )
        insert into ledger_day as d (account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on,
                                     recorded_on, amount, net_amount, billed_net)
        select account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on, recorded_on,
               sum(amount), sum(net_amount), sum(billed_net)
        from posted group by 1, 2, 3, 4, 5, 6, 7, 8
        on conflict (effective_on, account_id, charge_type, invoice_date, due_date, counts_as, recorded_on)
            do update set amount = d.amount + excluded.amount, net_amount = d.net_amount + excluded.net_amount,
                          billed_net = d.billed_net + excluded.billed_net;
    end if;

    if all_new.in_closed_months > 10000 then
        -- A history that is loaded later: closing its months anew (ledger_close_months) is cheaper than mending them here.
        delete from ledger_month_end where month_end >= all_new.first_day;
    elsif all_new.in_closed_months > 0 then
        create temp table if not exists ledger_touched (
            account_id bigint, circle text, charge_type text, invoice_date date, due_date date, from_on date) on commit drop;
        truncate ledger_touched;
        insert into ledger_touched
        select e.account_id, e.circle, coalesce(i.charge_type, 'ON_ACCOUNT'), coalesce(i.invoice_date, '1900-01-01'),
               coalesce(i.due_date, '1900-01-01'), min(e.effective_on)
        from new_entries e left join invoice i on i.id = e.invoice_id
        where e.effective_on <= closed
        group by 1, 2, 3, 4, 5;
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

drop trigger ledger_entry_posted on ledger_entry;
create trigger ledger_entry_posted after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_posted('few');
create trigger ledger_entry_posted_by_the_hundred after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_posted('many');

-- Recomputes items from their entries, read once, and refuses an open amount below zero at any date.
create or replace function ledger_update_open_items(items bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
    as $$
declare
    short record;
begin
    perform set_config('plan_cache_mode', 'force_generic_plan', true) where cardinality(items) <= 100;
    delete from settlement where invoice_id = any (items);
    with day as materialized (
        select e.invoice_id, e.effective_on, sum(e.amount) as net, sum(sum(e.amount)) over w as open,
               sum(sum(e.amount) filter (where e.counts_as = 'INVOICE')) over w as entered,
               coalesce(sum(sum(e.amount) filter (where e.counts_as = 'DEBIT_NOTE')) over w, 0) as debited,
               row_number() over w as n
        from ledger_entry e join unnest(items) as t(id) on t.id = e.invoice_id
        group by e.invoice_id, e.effective_on
        window w as (partition by e.invoice_id order by e.effective_on)
    ), item as (
        insert into open_item as o (invoice_id, account_id, circle, charge_type, invoice_date, due_date, open_amount,
                                    last_effective_on, settled_on)
        select i.id, i.account_id, i.circle, i.charge_type, i.invoice_date, i.due_date, s.open, s.last_effective_on,
               case when s.open = 0 then coalesce(s.last_moved_on, s.first_on) end
        from (select invoice_id, sum(net) as open, max(effective_on) as last_effective_on, min(effective_on) as first_on,
                     max(effective_on) filter (where net <> 0) as last_moved_on
              from day group by invoice_id) s
        join invoice i on i.id = s.invoice_id
        where s.open >= 0
        on conflict (invoice_id) do update set open_amount = excluded.open_amount,
            last_effective_on = excluded.last_effective_on, settled_on = excluded.settled_on
    ), settled as (
        insert into settlement (invoice_id, account_id, circle, charge_type, settled_on, reopened_on, settled_amount, days_late)
        select i.id, i.account_id, i.circle, i.charge_type, d.effective_on, d.next_on,
               case when i.document_type = 'INVOICE' then i.total_amount else 0 end + d.debited, d.effective_on - i.due_date
        from (select *, lead(effective_on) over (partition by invoice_id order by effective_on) as next_on
              from day
              -- A day on which nothing moved on balance neither settles nor reopens, unless billed and paid the same day.
              where (net <> 0 or n = 1) and coalesce(entered, 0) + debited > 0) d
        join invoice i on i.id = d.invoice_id
        where d.open = 0
    )
    select i.invoice_no, d.effective_on, d.open into short
    from day d join invoice i on i.id = d.invoice_id where d.open < 0 limit 1;
    if found then
        perform ledger_refuse('invoice_open_amount_not_negative',
            format('Invoice %s would be overpaid by ₹%s on %s.', short.invoice_no, -short.open,
                   to_char(short.effective_on, 'FMDD Mon YYYY')));
    end if;
end $$;

-- Recomputes what is left of receipts and credit notes, from entries read once, and refuses less than nothing at any date.
create or replace function ledger_update_on_account_items(receipts bigint[], notes bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
    as $$
declare
    short record;
begin
    perform set_config('plan_cache_mode', 'force_generic_plan', true) where cardinality(receipts) + cardinality(notes) <= 100;
    with day as materialized (
        select e.receipt_id, e.note_id, e.account_id, e.circle, e.effective_on, -sum(e.amount) as net,
               -sum(sum(e.amount)) over (partition by e.receipt_id, e.note_id order by e.effective_on) as rest
        from ledger_entry e
        where e.invoice_id is null and (e.receipt_id = any (receipts) or e.note_id = any (notes))
        group by e.receipt_id, e.note_id, e.account_id, e.circle, e.effective_on
    ), item as (
        insert into on_account_item as o (document_type, document_id, account_id, circle, dated_on, rest)
        select case when receipt_id is null then 'NOTE' else 'RECEIPT' end, coalesce(receipt_id, note_id),
               account_id, circle, min(effective_on), sum(net)
        from day group by receipt_id, note_id, account_id, circle having sum(net) >= 0
        on conflict (document_type, document_id) do update set rest = excluded.rest
    )
    select coalesce(r.receipt_no, n.note_no) as document_no, d.effective_on, d.rest into short
    from day d left join receipt r on r.id = d.receipt_id left join note n on n.id = d.note_id
    where d.rest < 0 limit 1;
    if found then
        perform ledger_refuse('on_account_rest_not_negative',
            format('%s does not hold enough: ₹%s are missing on %s.', short.document_no, -short.rest,
                   to_char(short.effective_on, 'FMDD Mon YYYY')));
    end if;
end $$;

-- What is settled and reopened is one row for each day, few or many: planned once.
alter function settlement_rolled_up() set plan_cache_mode = force_generic_plan;
