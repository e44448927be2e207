-- What becomes of a note after it was issued: its e-invoice reference, and what the customer does with it. Its state is what its
-- last events say.
create table note_event (
    id bigint generated always as identity primary key,
    note_id bigint not null references note,
    circle text not null,
    what text not null constraint note_event_is_known
        check (what in ('IRN', 'ACCEPTED', 'REJECTED', 'PENDING', 'BOOKED', 'NOT_BOOKED')),
    happened_on date not null,
    irn text constraint note_event_irn_shape check (irn ~ '^[0-9a-f]{64}$'),
    ack_no text constraint note_event_ack_no_shape check (ack_no ~ '^[0-9]{1,20}$'),
    acked_at timestamptz,
    why text constraint note_event_why_length check (length(why) between 1 and 500),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint note_event_irn_is_whole check (num_nonnulls(irn, ack_no, acked_at) = case when what = 'IRN' then 3 else 0 end),
    constraint note_event_says_why check (why is not null or what not in ('REJECTED', 'PENDING', 'NOT_BOOKED'))
);
comment on column note_event.happened_on is 'The day the customer did it; of an e-invoice reference the day of its acknowledgement.';
comment on column note_event.acked_at is 'As the portal says; the beginning of the day where it said no time.';
create index note_event_by_note on note_event (note_id, id);
create unique index note_event_irn_once on note_event (irn) where irn is not null;
create unique index note_event_one_irn on note_event (note_id) where what = 'IRN';
select guard_circle('note_event'), audit_table('note_event');
grant select, insert on note_event to circledesk_app;
create trigger note_event_is_append_only before update or delete or truncate on note_event
    for each statement execute function refuse_change();

alter table note_clock add column reporting_days integer not null default 30
    constraint note_clock_reporting_in_range check (reporting_days between 1 and 1000);
comment on column note_clock.reporting_days is
    'Within how many days a note is reported to the e-invoice portal; its own date is day 1, and says which row holds.';

create view note_state with (security_invoker = true) as
    select n.id as note_id, i.irn, i.ack_no, i.acked_at, n.note_date + k.reporting_days - 1 as report_by,
           coalesce(a.what, 'PENDING') as acceptance, a.happened_on as acceptance_on, a.why as acceptance_why,
           case when b.what = 'BOOKED' then b.happened_on end as booked_on
    from note n
    cross join lateral (select reporting_days from note_clock c where c.from_on <= n.note_date order by c.from_on desc limit 1) k
    left join note_event i on i.note_id = n.id and i.what = 'IRN'
    left join lateral (select e.what, e.happened_on, e.why from note_event e
                       where e.note_id = n.id and e.what in ('ACCEPTED', 'REJECTED', 'PENDING') order by e.id desc limit 1) a on true
    left join lateral (select e.what, e.happened_on from note_event e
                       where e.note_id = n.id and e.what in ('BOOKED', 'NOT_BOOKED') order by e.id desc limit 1) b on true;
comment on view note_state is 'Of each note its e-invoice reference and what the customer did, as it stands now.';
grant select on note_state to circledesk_app;

-- Each event follows the state before it. The note's row is locked, so that two at once come one after the other.
create function note_event_recorded() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    stands record;
begin
    select n.note_no, n.note_date, n.circle, n.reversed_at into stands from note n where n.id = new.note_id for update;
    if stands.circle <> new.circle then
        raise exception 'A note and what becomes of it are of one circle.'
            using errcode = 'foreign_key_violation', constraint = 'note_event_within_one_circle', table = 'note_event';
    end if;
    if stands.reversed_at is not null then
        perform dispute_refuse('note_event_of_a_standing_note', format('Note %s was cancelled: nothing happens to it any more.', stands.note_no));
    end if;
    if new.happened_on < stands.note_date or new.happened_on > (new.recorded_at at time zone 'Asia/Kolkata')::date then
        perform dispute_refuse('note_event_in_order',
            format('This happened neither before the note''s date, %s, nor will it in the future.', to_char(stands.note_date, 'FMDD Mon YYYY')));
    end if;
    if exists (
        select from note_state s
        where s.note_id = new.note_id
          and case new.what when 'NOT_BOOKED' then s.booked_on is null
                            when 'BOOKED' then s.booked_on is not null or s.acceptance = 'REJECTED'
                            when 'REJECTED' then s.booked_on is not null
                            when 'PENDING' then s.booked_on is not null end) then
        perform dispute_refuse('note_event_follows_its_state',
            case new.what when 'NOT_BOOKED' then format('Note %s is not booked.', stands.note_no)
                          when 'BOOKED' then format('Note %s is booked already, or the customer rejected it.', stands.note_no)
                          else format('Note %s is booked by the customer already.', stands.note_no) end);
    end if;
    if new.what = 'NOT_BOOKED' and exists (
        select from dispute_note l join dispute d on d.id = l.dispute_id
        where l.note_id = new.note_id and d.status in ('ACCOUNTED', 'CLOSED')) then
        perform dispute_refuse('note_booked_as_its_dispute_says',
            format('The dispute that %s settles is closed: reopen it first.', stands.note_no));
    end if;
    return new;
end $$;
create trigger note_event_recorded before insert on note_event for each row execute function note_event_recorded();

-- A dispute is accounted by the customer when each of its notes is. Undone, it is issued again.
insert into dispute_transition values ('ACCOUNTED', 'ISSUED', true);
create function dispute_accounted_with_its_notes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    waits text;
begin
    select t.note_no into waits
    from new_rows n join dispute_note l on l.dispute_id = n.dispute_id join note t on t.id = l.note_id
    join note_state s on s.note_id = t.id
    where n.to_status = 'ACCOUNTED' and t.reversed_at is null and s.booked_on is null limit 1;
    if found then
        perform dispute_refuse('dispute_accounted_when_booked', format('The customer has not booked note %s yet.', waits));
    end if;
    return null;
end $$;
create trigger dispute_accounted_with_its_notes after insert on dispute_event referencing new table as new_rows
    for each statement execute function dispute_accounted_with_its_notes();
revoke execute on function note_event_recorded(), dispute_accounted_with_its_notes() from public;

-- What was accounted before notes could say so.
do $$
begin
    perform set_config('app.circles', (select string_agg(code, ',') from circle), true);
    perform set_config('app.actor', 'system:migration', true);
    insert into note_event (note_id, circle, what, happened_on)
    select l.note_id, l.circle, 'BOOKED', greatest(t.note_date, max(e.effective_on))
    from dispute d join dispute_note l on l.dispute_id = d.id join note t on t.id = l.note_id and t.reversed_at is null
    join dispute_event e on e.dispute_id = d.id and e.to_status = 'ACCOUNTED'
    where d.status in ('ACCOUNTED', 'CLOSED')
    group by l.note_id, l.circle, t.note_date;
end $$;
