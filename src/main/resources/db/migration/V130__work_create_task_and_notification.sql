-- What somebody has to do, and what somebody should know. Each bears a key, so that a job that runs twice gives it once.
create table task (
    id bigint generated always as identity primary key,
    key text not null constraint task_key_length check (length(key) between 1 and 200),
    owner_id bigint not null references app_user,
    circle text not null references circle,
    account_id bigint,
    about_kind text not null constraint task_about_kind_is_plain check (about_kind ~ '^[A-Z][A-Z_]{1,39}$'),
    about_ref text not null constraint task_about_ref_length check (length(about_ref) between 1 and 80),
    link text not null constraint task_link_is_a_path_of_ours check (link ~ '^/([^/\\]|$)' and length(link) <= 500),
    title text not null constraint task_title_length check (length(title) between 1 and 300),
    due_on date not null,
    created_at timestamptz not null default app_now(),
    created_by text not null default app_actor(),
    done_at timestamptz,
    done_by text,
    remark text constraint task_remark_length check (length(remark) between 1 and 500),
    constraint task_end_is_whole check (num_nonnulls(done_at, done_by) in (0, 2) and (remark is null or done_at is not null)),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column task.key is 'Whoever makes it names it: made once, for ever, however often it is asked for.';
comment on column task.about_kind is 'What it is about: DISPUTE, ...; about_ref: its number, as people know it; link: its page.';
create unique index task_key_is_unique on task (key);
create index task_open_by_owner on task (owner_id, due_on, id) where done_at is null;
create index task_done_by_owner on task (owner_id, done_at) where done_at is not null;
create index task_by_subject on task (about_kind, about_ref);
create index task_by_account on task (account_id) where account_id is not null;
select guard_circle('task'), audit_table('task');
grant select, insert, update (owner_id, done_at, done_by, remark) on task to circledesk_app;
create trigger task_is_append_only before delete or truncate on task for each statement execute function refuse_change();

create table notification (
    id bigint generated always as identity primary key,
    key text not null constraint notification_key_length check (length(key) between 1 and 200),
    user_id bigint not null references app_user,
    circle text not null references circle,
    about_kind text not null constraint notification_about_kind_is_plain check (about_kind ~ '^[A-Z][A-Z_]{1,39}$'),
    about_ref text not null constraint notification_about_ref_length check (length(about_ref) between 1 and 80),
    link text not null constraint notification_link_is_a_path_of_ours check (link ~ '^/([^/\\]|$)' and length(link) <= 500),
    text text not null constraint notification_text_length check (length(text) between 1 and 300),
    created_at timestamptz not null default app_now(),
    created_by text not null default app_actor(),
    read_at timestamptz
);
create unique index notification_key_is_unique on notification (key);
create index notification_by_user on notification (user_id, id);
create index notification_unread on notification (user_id) where read_at is null;
-- Anybody may be told something of a circle by somebody who sees it; only the person told reads it, while seeing the circle.
alter table notification enable row level security;
alter table notification force row level security;
create policy told on notification for insert
    with check ((select app_sees_every_circle()) or circle = any ((select app_circles())::text[]));
create policy own on notification for select
    using (user_id = nullif(current_setting('app.actor_id', true), '')::bigint and circle = any ((select app_circles())::text[]));
create policy own_read on notification for update
    using (user_id = nullif(current_setting('app.actor_id', true), '')::bigint and circle = any ((select app_circles())::text[]))
    with check (user_id = nullif(current_setting('app.actor_id', true), '')::bigint);
select audit_table('notification');
grant select, insert, update (read_at) on notification to circledesk_app;
create trigger notification_is_append_only before delete or truncate on notification
    for each statement execute function refuse_change();

-- How many a person has not read: asked together with the session, before anybody acts.
grant create on schema public to circledesk_keys;
grant select on notification to circledesk_keys;
create policy keys on notification for select to circledesk_keys using (true);
create function unread_notifications(person bigint, circles text[]) returns integer
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    return (select count(*) from notification n where n.user_id = person and n.read_at is null and n.circle = any (circles));
end $$;
alter function unread_notifications(bigint, text[]) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function unread_notifications(bigint, text[]) from public;
grant execute on function unread_notifications(bigint, text[]) to circledesk_app;
