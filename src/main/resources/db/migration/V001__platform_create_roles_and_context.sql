do $$
begin
    if current_setting('server_version_num')::integer < 150000 then
        raise exception 'PostgreSQL 15 or newer is needed, this is %.', current_setting('server_version');
    end if;
end $$;

-- Two roles stand apart from the owner of the schema. The application works as circledesk_app, which owns nothing.
-- circledesk_keys answers only yes-or-no questions about keys across circles, through functions it owns.
-- Roles belong to the whole server, so another database may have made them already, even at this moment.
do $$
begin
    create role circledesk_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
begin
    create role circledesk_keys nologin;
exception when duplicate_object or unique_violation then null;
end $$;
do $$
declare
    wanted record;
    membership text := case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end;
begin
    for wanted in
        select member, role
        from (values (current_user::text, 'circledesk_app'), (current_user::text, 'circledesk_keys'),
                     ('${appLogin}', 'circledesk_app')) as needed (member, role)
        where member <> '' and not pg_has_role(member, role, membership)
    loop
        execute format('grant %I to %I', wanted.role, wanted.member);
    end loop;
exception when insufficient_privilege then
    raise exception 'Role % was made by another user of this server. Its administrator must say: grant circledesk_app, circledesk_keys to % with admin option',
        wanted.role, quote_ident(current_user) using errcode = 'insufficient_privilege';
end $$;

grant usage on schema public to circledesk_app, circledesk_keys;
revoke create on schema public from public;

-- What the application tells the database at the start of every transaction.
create function app_circles() returns text[]
    language sql stable parallel safe
    as $$ select string_to_array(nullif(current_setting('app.circles', true), ''), ',') $$;
comment on function app_circles() is 'Circles that the current transaction may see and write; null (none) unless set.';

create function refuse_nobody() returns text
    language plpgsql stable parallel safe
    as $$
begin
    raise exception 'No actor is set for this transaction.' using errcode = 'P0A01', constraint = 'audit_needs_actor';
end $$;

-- Plain SQL, so that it is inlined where a million rows take it as their default.
create function app_actor() returns text
    language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('app.actor', true), ''), refuse_nobody()) $$;
comment on function app_actor() is 'Who acts in the current transaction; refuses when nobody is named.';

create function app_now() returns timestamptz
    language sql stable parallel safe
    as $$ select coalesce(nullif(current_setting('app.now', true), '')::timestamptz, now()) $$;
comment on function app_now() is 'The business clock''s moment, as the application set it.';

create function app_today() returns date
    language sql stable parallel safe
    as $$ select (app_now() at time zone 'Asia/Kolkata')::date $$;
comment on function app_today() is 'The business day in India.';

create function refuse_change() returns trigger
    language plpgsql
    as $$
begin
    raise exception '% is append-only: % is refused.', tg_table_name, tg_op
        using errcode = 'P0L01', constraint = tg_table_name || '_is_append_only';
end $$;
comment on function refuse_change() is 'Trigger that keeps a table append-only, whoever asks.';
