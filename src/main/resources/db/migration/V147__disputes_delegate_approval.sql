-- Who approves notes in somebody's place while that person is on leave. A delegation is ended, never removed.
create table approval_delegation (
    id bigint generated always as identity primary key,
    from_user bigint not null references app_user,
    to_user bigint not null references app_user,
    from_on date not null,
    to_on date not null,
    why text not null constraint approval_delegation_why_length check (length(why) between 1 and 500),
    ended_at timestamptz,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint approval_delegation_to_another_person check (from_user <> to_user),
    constraint approval_delegation_days_in_order check (to_on >= from_on)
);
create index approval_delegation_by_delegate on approval_delegation (to_user, to_on) where ended_at is null;
create index approval_delegation_by_absent on approval_delegation (from_user);
select audit_table('approval_delegation');
grant select, insert, update (ended_at) on approval_delegation to circledesk_app;
create trigger approval_delegation_is_append_only before delete or truncate on approval_delegation
    for each statement execute function refuse_change();

alter table note_approval add column on_behalf_of text;
comment on column note_approval.on_behalf_of is 'In whose place the step was taken; null: in the person''s own right.';

create or replace function note_approval_given() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n join note_request r on r.id = n.request_id
    where r.requested_by in (n.approved_by, n.on_behalf_of)
       or exists (select from dispute_event e
                  where e.dispute_id = r.dispute_id and e.to_status = 'DECIDED' and e.recorded_by in (n.approved_by, n.on_behalf_of)
                    and e.from_status in ('VALIDATING', 'JOINT_MEETING')
                    and e.id = (select max(x.id) from dispute_event x where x.dispute_id = r.dispute_id and x.to_status = 'DECIDED'
                                  and x.from_status in ('VALIDATING', 'JOINT_MEETING')));
    if found then
        raise exception 'Who decided or asked for the note does not approve it, nor does anybody in that person''s place.'
            using errcode = 'P0D01', constraint = 'note_approval_by_another_person';
    end if;
    perform 1 from new_rows n join note_request r on r.id = n.request_id left join dispute d on d.id = r.dispute_id
    where r.ended_at is not null or d.status <> 'NOTE_REQUESTED';
    if found then
        raise exception 'There is nothing to be approved.' using errcode = 'P0D01', constraint = 'note_approval_while_requested';
    end if;
    perform 1 from new_rows n
    where n.on_behalf_of is not null and not exists (
        select from approval_delegation d join app_user f on f.id = d.from_user join app_user t on t.id = d.to_user
        where f.email = n.on_behalf_of and t.email = n.approved_by and d.ended_at is null
          and (n.approved_at at time zone 'Asia/Kolkata')::date between d.from_on and d.to_on);
    if found then
        perform dispute_refuse('note_approval_delegated', 'Nobody has put this person in the other''s place today.');
    end if;
    perform 1 from new_rows n join note_approval a on a.request_id = n.request_id and a.step <> n.step
    where n.on_behalf_of in (a.approved_by, a.on_behalf_of) or n.approved_by = a.on_behalf_of;
    if found then
        perform dispute_refuse('note_approval_by_as_many_people', 'Each step is taken by somebody else, also where one stands in for another.');
    end if;
    return null;
end $$;
