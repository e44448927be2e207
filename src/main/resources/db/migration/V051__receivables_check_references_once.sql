-- Posting a million rows: what a foreign key asks once for every row is asked once for all of them, by triggers that see
-- the whole statement. Documents and posted accounts are never deleted and never change their key, so that what held when
-- a row came holds for ever. What is derived from entries needs no reference of its own.
alter table invoice drop constraint invoice_account_id_circle_fkey;
alter table allocation
    drop constraint allocation_receipt_id_account_id_circle_fkey,
    drop constraint allocation_note_id_account_id_circle_fkey,
    drop constraint allocation_invoice_id_account_id_circle_fkey;
alter table ledger_entry
    drop constraint ledger_entry_reverses_fkey,
    drop constraint ledger_entry_invoice_id_account_id_circle_fkey,
    drop constraint ledger_entry_receipt_id_account_id_circle_fkey,
    drop constraint ledger_entry_note_id_account_id_circle_fkey,
    drop constraint ledger_entry_allocation_id_account_id_circle_fkey;
alter table ledger_day drop constraint ledger_day_account_id_circle_fkey;
alter table account_day drop constraint account_day_account_id_circle_fkey;
alter table settlement_day drop constraint settlement_day_account_id_circle_fkey;
alter table ledger_snapshot
    drop constraint ledger_snapshot_account_id_circle_fkey,
    drop constraint ledger_snapshot_month_end_fkey;

-- An invoice, and what an allocation joins, belongs to the account and circle that the row itself names. The owner asks, as a
-- foreign key does, and sees what the transaction may see.
create function invoice_of_an_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if exists (select from (select distinct account_id, circle from new_rows) n
               left join account a on a.id = n.account_id where a.circle is distinct from n.circle) then
        raise exception 'An invoice is of an account, and of its circle.'
            using errcode = 'foreign_key_violation', constraint = 'invoice_of_an_account', table = 'invoice';
    end if;
    return null;
end $$;
create trigger invoice_of_an_account after insert on invoice referencing new table as new_rows
    for each statement execute function invoice_of_an_account();

create function allocation_within_one_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    elsewhere boolean;
begin
    execute $sql$
        select exists (
            select from new_rows n
            left join invoice i on i.id = n.invoice_id
            left join receipt r on r.id = n.receipt_id
            left join note c on c.id = n.note_id
            where (i.account_id, i.circle) is distinct from (n.account_id, n.circle)
               or (coalesce(r.account_id, c.account_id), coalesce(r.circle, c.circle)) is distinct from (n.account_id, n.circle))
        $sql$ into elsewhere;
    if elsewhere then
        raise exception 'An allocation, its invoice and its receipt or note are of one account.'
            using errcode = 'foreign_key_violation', constraint = 'allocation_within_one_account', table = 'allocation';
    end if;
    return null;
end $$;
create trigger allocation_within_one_account after insert on allocation referencing new table as new_rows
    for each statement execute function allocation_within_one_account();
revoke execute on function invoice_of_an_account(), allocation_within_one_account() from public;

create or replace function ledger_entry_posted() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    closed date;
    posted record;
    document text;
    found_text text;
    refused boolean;
begin
    -- While months are being closed nobody posts (ledger_close_months takes the same lock alone).
    perform pg_advisory_xact_lock_shared(7205001);
    select max(month_end) into closed from ledger_month_end;
    select bool_and(kind = 'INVOICE') as only_invoices, bool_or(reverses is not null) as reversals,
           bool_or(receipt_id is not null) as receipts, bool_or(note_id is not null) as notes,
           bool_or(allocation_id is not null) as allocations, min(effective_on) as first_day,
           count(*) filter (where effective_on <= closed) as in_closed_months
    into posted from new_entries;
    if posted.first_day is null then
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

    -- What joins large tables is planned anew each time (execute): a plan made for a million entries must not serve one,
    -- nor the other way round.
    if posted.reversals then
        execute $sql$
            select exists (
                select from new_entries n left join ledger_entry o on o.id = n.reverses
                where n.reverses is not null
                  and (o.id is null or n.amount <> -o.amount or n.account_id <> o.account_id or n.counts_as <> o.kind
                       or n.effective_on < o.effective_on
                       or (n.invoice_id, n.receipt_id, n.note_id, n.allocation_id)
                          is distinct from (o.invoice_id, o.receipt_id, o.note_id, o.allocation_id)))
            $sql$ into refused;
        if refused then
            perform ledger_refuse('ledger_entry_reversal_mirrors_original', 'What is reversed was recorded with other values or for a later day.');
        end if;
    end if;

    if posted.allocations then
        perform 1 from new_entries where counts_as = 'ALLOCATION' group by allocation_id, effective_on having sum(amount) <> 0;
        if found then
            perform ledger_refuse('ledger_entry_allocation_sums_to_zero', 'An allocation moves money: its two entries sum to zero.');
        end if;
    end if;

    -- In place of foreign keys, which ask once for every entry: each document is there and of the entry's account.
    foreach document in array array_remove(array[case when posted.receipts then 'receipt' end,
                                                 case when posted.notes then 'note' end,
                                                 case when posted.allocations then 'allocation' end], null) loop
        execute format($sql$
            select exists (
                select from new_entries e left join %1$I d on d.id = e.%2$I
                where e.%2$I is not null and (d.account_id, d.circle) is distinct from (e.account_id, e.circle))
            $sql$, document, document || '_id') into refused;
        exit when refused;
    end loop;
    if not coalesce(refused, false) and posted.only_invoices then
        -- Fresh invoices, which an import brings by the million: joined with their documents once for all purposes.
        execute $sql$
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
            select case when bool_or(elsewhere) then 'account' when bool_or(too_early) then 'day' end from posted
            $sql$ into found_text;
    elsif not coalesce(refused, false) then
        execute $sql$
            select case when (i.account_id, i.circle) is distinct from (e.account_id, e.circle) then 'account' else 'day' end
            from new_entries e left join invoice i on i.id = e.invoice_id
            where e.invoice_id is not null
              and ((i.account_id, i.circle) is distinct from (e.account_id, e.circle)
                   or e.effective_on < coalesce(i.opening_on, i.invoice_date))
            limit 1
            $sql$ into found_text;
    end if;
    if refused or found_text = 'account' then
        perform ledger_refuse('ledger_entry_of_its_documents_account', 'An entry is of the account of its documents.');
    elsif found_text = 'day' then
        perform ledger_refuse('ledger_entry_not_before_invoice', 'An entry on an invoice is never effective before it.');
    end if;

    if not posted.only_invoices then
        perform ledger_update_open_items(array(select distinct invoice_id from new_entries where invoice_id is not null));
        if posted.receipts or posted.notes then
            perform ledger_update_on_account_items(
                array(select distinct receipt_id from new_entries where invoice_id is null and receipt_id is not null),
                array(select distinct note_id from new_entries where invoice_id is null and receipt_id is null));
        end if;

        execute $sql$
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
                              billed_net = d.billed_net + excluded.billed_net
            $sql$;
    end if;

    if posted.in_closed_months > 10000 then
        -- A history that is loaded later: closing its months anew (ledger_close_months) is cheaper than mending them here.
        delete from ledger_month_end where month_end >= posted.first_day;
    elsif posted.in_closed_months > 0 then
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

-- Makes the snapshots of months that have ended, of the last five years. Needs every circle in scope, else a month would be
-- taken for closed with half of its balances.
create or replace function ledger_close_months() returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    first_month date;
    base date;
    made integer;
begin
    if exists (select code from circle where code <> all (coalesce(app_circles(), '{}'))) then
        raise exception 'Months are closed by the system, with every circle in scope.' using errcode = 'P0L04';
    end if;
    perform pg_advisory_xact_lock(7205001);
    select date_trunc('month', min(effective_on))::date into first_month from ledger_day;
    if first_month is null then
        return 0;
    end if;
    first_month := greatest(first_month, (date_trunc('month', app_today()) - interval '60 months')::date);
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
    -- From the last month that stayed closed before them, if any. Left-overs of months opened again are thrown away.
    select max(month_end) into base from ledger_month_end where month_end < (select min(month_end) from ledger_closing);
    delete from ledger_snapshot where month_end in (select month_end from ledger_closing);
    insert into ledger_month_end select month_end from ledger_closing;
    execute $sql$
        insert into ledger_snapshot (month_end, account_id, circle, charge_type, invoice_date, due_date, amount, net_amount)
        select c.month_end, b.account_id, b.circle, b.charge_type, b.invoice_date, b.due_date, b.amount, b.net_amount
        from (
            select account_id, circle, charge_type, invoice_date, due_date, effective_on,
                   sum(sum(amount)) over item as amount, sum(sum(net_amount)) over item as net_amount,
                   lead(effective_on, 1, 'infinity') over item as until
            from (
                select account_id, circle, charge_type, invoice_date, due_date, month_end as effective_on, amount, net_amount
                from ledger_snapshot where month_end = $1
                union all
                select account_id, circle, charge_type, invoice_date, due_date, effective_on, amount, net_amount
                from ledger_day where effective_on > coalesce($1, '-infinity')
            ) moved
            group by account_id, circle, charge_type, invoice_date, due_date, effective_on
            window item as (partition by account_id, circle, charge_type, invoice_date, due_date order by effective_on)
        ) b
        join ledger_closing c on c.month_end >= b.effective_on and c.month_end < b.until
        where b.amount <> 0
        order by 1, 2, 4, 5, 6
        $sql$ using base;
    return made;
end $$;
