-- What the trigger fills in is filled in where nothing is said of it; said to be empty, it is refused as any empty column is.
alter table promise alter judge_on set default 'infinity';
create or replace function promise_begins() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if num_nulls(new.status, new.received, new.level, new.status_on, new.judge_on, new.after_entry) > 0 then
        return new;
    end if;
    new.status := 'OPEN';
    new.received := 0;
    new.level := 0;
    new.status_on := app_today();
    new.judge_on := new.promised_on
        + (select s.tolerance_days from promise_setting s where s.from_on <= new.made_on order by s.from_on desc limit 1);
    new.after_entry := coalesce(
        (select max(e.id) from ledger_entry e where e.account_id = new.account_id and e.effective_on = new.made_on), 0);
    return new;
end $$;
