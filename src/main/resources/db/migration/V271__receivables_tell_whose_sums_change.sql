-- What is remembered account by account is read anew for those accounts alone that a change names: who opens the worklist after a
-- posting does not wait for the whole circle. Whoever cannot name them, or would name many, means every account of the circle.
alter table ledger_change add accounts bigint[];
comment on column ledger_change.accounts is 'Whose sums the transaction changed; null: perhaps those of every account of the circle.';

create function tell_ledger_change(of_circle text, since date, whose bigint[]) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into ledger_change as c (changed_by, circle, from_on, accounts)
    values (pg_current_xact_id(), of_circle, since, case when cardinality(whose) <= 50 then whose end)
    on conflict (changed_by, circle) do update
    set from_on = least(c.from_on, excluded.from_on),
        accounts = case when cardinality(c.accounts || excluded.accounts) <= 100 and c.accounts is not null and excluded.accounts is not null
                        then array(select unnest(c.accounts) union select unnest(excluded.accounts)) end
    where excluded.from_on < c.from_on or c.accounts is not null and excluded.accounts <@ c.accounts is not true
    $$;
revoke execute on function tell_ledger_change(text, date, bigint[]) from public;

create or replace function ledger_entry_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform tell_ledger_change(n.circle, min(n.from_on), array_agg(n.account_id))
    from (select circle, account_id, min(effective_on) as from_on from new_entries group by circle, account_id) n group by n.circle;
    return null;
end $$;

create or replace function account_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform tell_ledger_change(c.circle, '1900-01-01', null)
    from (select circle from old_accounts union select circle from new_accounts) c;
    return null;
end $$;

-- The column that says from which day on; that every day changes is said by none.
create or replace function dispute_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    names_account constant boolean := exists (
        select from pg_attribute a where a.attrelid = tg_relid and a.attname = 'account_id' and not a.attisdropped);
begin
    execute format('select tell_ledger_change(circle, %s, %s) from changed group by circle',
                   case when tg_nargs = 0 then 'date ''1900-01-01''' else format('min(%I)', tg_argv[0]) end,
                   case when names_account then 'array_agg(distinct account_id)' else 'null' end);
    return null;
end $$;

create or replace function dispute_note_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform tell_ledger_change(n.circle, min(t.note_date), array_agg(distinct t.account_id))
    from changed n join note t on t.id = n.note_id group by n.circle;
    return null;
end $$;

create or replace function note_request_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform tell_ledger_change(n.circle, min((n.requested_at at time zone 'Asia/Kolkata')::date), array_agg(distinct n.account_id))
    from changed n group by n.circle;
    return null;
end $$;

-- Plans, targets and who manages an account say nothing of a day: each day is read as they are now.
create trigger action_plan_changes after insert on action_plan referencing new table as changed
    for each statement execute function dispute_changes();
create trigger action_plan_ends after update on action_plan referencing new table as changed
    for each statement execute function dispute_changes();
create trigger action_plan_invoice_changes after insert on action_plan_invoice referencing new table as changed
    for each statement execute function dispute_changes();
create trigger collection_target_version_changes after insert on collection_target_version referencing new table as changed
    for each statement execute function dispute_changes();
create trigger collection_target_version_ends after update on collection_target_version referencing new table as changed
    for each statement execute function dispute_changes();
create trigger account_manager_changes after insert on account_manager referencing new table as changed
    for each statement execute function dispute_changes();
create trigger account_manager_moves after update on account_manager referencing new table as changed
    for each statement execute function dispute_changes();
create trigger account_manager_ends after delete on account_manager referencing old table as changed
    for each statement execute function dispute_changes();

create function ledger_changed(seen pg_snapshot, circles text[], until_day date) returns bigint[]
    language sql stable
    as $$
    with change as (
        select c.accounts from ledger_change c
        where c.changed_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(c.changed_by, seen)
          and c.circle = any (circles) and c.from_on <= until_day
    )
    select case when pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot())
                  or exists (select from pg_snapshot_xip(pg_current_snapshot()) at_work where pg_visible_in_snapshot(at_work, seen))
                  or exists (select from change where accounts is null) then null
                else array(select distinct unnest(accounts) from change) end
$$;
comment on function ledger_changed(pg_snapshot, text[], date) is
    'Of which accounts of the circles the ledger up to the day may be another for this transaction than it was for the one that saw
     seen; null: of all, or that one saw what this one does not.';

create or replace function ledger_unchanged(seen pg_snapshot, circles text[], until_day date) returns boolean
    language sql stable
    as $$ select coalesce(ledger_changed(seen, circles, until_day) = '{}', false) $$;
