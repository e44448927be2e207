-- A note born elsewhere settles a decided dispute without a request of ours: it is issued once what is valid is credited.
insert into dispute_transition values ('DECIDED', 'ISSUED', false);

create function dispute_issued_by_others() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n join dispute d on d.id = n.dispute_id
    where n.from_status = 'DECIDED' and n.to_status = 'ISSUED'
      and (d.decided_amount = 0
           or d.decided_amount > (select coalesce(sum(c.amount), 0) from dispute_credited c where c.dispute_id = n.dispute_id));
    if found then
        perform dispute_refuse('dispute_issued_when_credited', 'A dispute is issued when what was found valid in it is credited.');
    end if;
    return null;
end $$;
create trigger dispute_issued_by_others after insert on dispute_event referencing new table as new_rows
    for each statement execute function dispute_issued_by_others();
revoke execute on function dispute_issued_by_others() from public;
