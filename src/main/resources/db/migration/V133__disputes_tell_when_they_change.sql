-- What is disputed is remembered like the ledger's sums, until a claim, a step, an owner or a note that settles changes it.
create function dispute_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    execute format('insert into ledger_change as c (changed_by, circle, from_on)
                    select pg_current_xact_id(), circle, min(%I) from changed group by circle
                    on conflict (changed_by, circle) do update set from_on = excluded.from_on where excluded.from_on < c.from_on', tg_argv[0]);
    return null;
end $$;
revoke execute on function dispute_changes() from public;
create trigger dispute_claim_changes after insert on dispute_claim referencing new table as changed
    for each statement execute function dispute_changes('raised_on');
create trigger dispute_claim_grows after update on dispute_claim referencing new table as changed
    for each statement execute function dispute_changes('raised_on');
create trigger dispute_event_changes after insert on dispute_event referencing new table as changed
    for each statement execute function dispute_changes('effective_on');
create trigger dispute_owner_changes after insert on dispute_owner referencing new table as changed
    for each statement execute function dispute_changes('effective_on');

-- A note settles from the day its entries take effect, which may be before it was linked to its dispute.
create function dispute_note_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into ledger_change as c (changed_by, circle, from_on)
    select pg_current_xact_id(), n.circle, min(t.note_date) from changed n join note t on t.id = n.note_id group by n.circle
    on conflict (changed_by, circle) do update set from_on = excluded.from_on where excluded.from_on < c.from_on;
    return null;
end $$;
revoke execute on function dispute_note_changes() from public;
create trigger dispute_note_changes after insert on dispute_note referencing new table as changed
    for each statement execute function dispute_note_changes();
