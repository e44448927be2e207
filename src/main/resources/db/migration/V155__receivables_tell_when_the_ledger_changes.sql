-- A sum over the ledger stays what it is until something is posted that it contains. Each transaction that posts leaves its
-- number here, so that whoever keeps a sum can ask whether it is still true.
create table ledger_change (
    changed_by xid8 not null,
    circle text not null,
    from_on date not null,
    recorded_at timestamptz not null default app_now(),
    primary key (changed_by, circle)
);
comment on table ledger_change is
    'From which day on a transaction changed what the ledger of a circle says. Rows of the last day are kept.';
select guard_circle('ledger_change');
grant select, delete on ledger_change to circledesk_app;

create function ledger_entry_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into ledger_change as c (changed_by, circle, from_on)
    select pg_current_xact_id(), circle, min(effective_on) from new_entries group by circle
    on conflict (changed_by, circle) do update set from_on = excluded.from_on where excluded.from_on < c.from_on;
    return null;
end $$;
revoke execute on function ledger_entry_changes() from public;
create trigger ledger_entry_changes after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_changes();

-- Sums are shown by names, operators and circles of accounts.
create function account_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into ledger_change as c (changed_by, circle, from_on)
    select distinct pg_current_xact_id(), circle, date '1900-01-01'
    from (select circle from old_accounts union all select circle from new_accounts) changed
    on conflict (changed_by, circle) do update set from_on = excluded.from_on where excluded.from_on < c.from_on;
    return null;
end $$;
revoke execute on function account_changes() from public;
create trigger account_changes after update on account referencing old table as old_accounts new table as new_accounts
    for each statement execute function account_changes();

create function ledger_unchanged(seen pg_snapshot, circles text[], until_day date) returns boolean
    language sql stable
    as $$
    select pg_snapshot_xmax(seen) <= pg_snapshot_xmax(pg_current_snapshot())
       and not exists (select from pg_snapshot_xip(pg_current_snapshot()) at_work where pg_visible_in_snapshot(at_work, seen))
       and not exists (select from ledger_change
                       where changed_by >= pg_snapshot_xmin(seen) and not pg_visible_in_snapshot(changed_by, seen)
                         and circle = any (circles) and from_on <= until_day)
$$;
comment on function ledger_unchanged(pg_snapshot, text[], date) is
    'Whether the ledger of the circles up to the day is for this transaction what it was for the one that saw seen: that one saw
     nothing that this one does not, and nothing came since.';
