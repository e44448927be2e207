-- The clock's tasks follow their dispute, whoever moves it: they end when its note is issued or it ends, and change hands with it.
create function dispute_warnings_follow() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if (select s.position >= 7 from dispute_status s where s.status = new.status) then
        update task set done_at = app_now(), done_by = app_actor()
        where about_kind = 'DISPUTE' and about_ref = new.dispute_ref and key like 'note-clock:%' and done_at is null;
    elsif new.owner_id <> old.owner_id then
        update task set owner_id = new.owner_id
        where about_kind = 'DISPUTE' and about_ref = new.dispute_ref and key like 'note-clock:%' and done_at is null
          and owner_id = old.owner_id;
    end if;
    return null;
end $$;
revoke execute on function dispute_warnings_follow() from public;
create trigger dispute_warnings_follow after update on dispute
    for each row when (old.status <> new.status or old.owner_id <> new.owner_id) execute function dispute_warnings_follow();
