-- Who looks after money that is not applied, and why it is not: what was said last counts, what was said before stays.
create table unapplied_care (
    id bigint generated always as identity primary key,
    receipt_id bigint references receipt,
    note_id bigint references note,
    account_id bigint not null,
    circle text not null,
    owner_id bigint references app_user,
    why text constraint unapplied_care_why_length check (length(why) between 1 and 300),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint unapplied_care_for_receipt_or_note check (num_nonnulls(receipt_id, note_id) = 1),
    constraint unapplied_care_says_something check (num_nonnulls(owner_id, why) > 0),
    foreign key (account_id, circle) references account (id, circle)
);
create index unapplied_care_by_receipt on unapplied_care (receipt_id, id) where receipt_id is not null;
create index unapplied_care_by_note on unapplied_care (note_id, id) where note_id is not null;
create index unapplied_care_by_account on unapplied_care (account_id);
create index unapplied_care_by_owner on unapplied_care (owner_id) where owner_id is not null;
create trigger unapplied_care_is_append_only before update or delete or truncate on unapplied_care
    for each statement execute function refuse_change();
select guard_circle('unapplied_care');
grant select, insert on unapplied_care to circledesk_app;
select audit_table('unapplied_care');

-- It is of the document's account, and whoever looks after it sees its circle.
create function unapplied_care_checked() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if not exists (select from receipt r where r.id = new.receipt_id and r.account_id = new.account_id
                   union all
                   select from note n where n.id = new.note_id and n.account_id = new.account_id) then
        raise exception 'It belongs to another account.' using errcode = 'P0L03', constraint = 'unapplied_care_within_account';
    end if;
    if new.owner_id is not null and not exists (
            select from app_user u
            where u.id = new.owner_id and u.disabled_at is null and u.role <> 'ADMINISTRATOR'
              and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = new.circle))) then
        raise exception 'Whoever looks after it sees its circle.' using errcode = 'P0L03', constraint = 'unapplied_care_owner_sees_circle';
    end if;
    return null;
end $$;
revoke execute on function unapplied_care_checked() from public;
create trigger unapplied_care_checked after insert on unapplied_care for each row execute function unapplied_care_checked();
