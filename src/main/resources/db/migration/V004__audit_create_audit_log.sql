create table audit_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default app_now(),
    actor text not null,
    actor_id bigint,
    action text not null constraint audit_log_action_is_known
        check (action in ('INSERT', 'UPDATE', 'DELETE', 'IMPORT', 'EVENT')),
    subject text not null,
    subject_id text,
    circle text,
    import_id bigint,
    rows_written bigint,
    before jsonb,
    after jsonb,
    note text,
    request_id text,
    transaction_id xid8 not null default pg_current_xact_id()
);
comment on table audit_log is 'Append-only. subject = table or event name; one row per changed row, or per import and table.';
create index audit_log_by_time on audit_log (at desc, id desc);
create index audit_log_by_subject on audit_log (subject, subject_id);
create index audit_log_by_actor on audit_log (actor, id desc);

create trigger audit_log_is_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change();

alter table audit_log enable row level security;
alter table audit_log force row level security;
-- Rows of a circle are seen by those who see the circle; rows without one are guarded by the right to read the trail.
create policy audit_log_in_scope on audit_log for select
    using (circle is null or circle = any ((select app_circles())::text[]));
create policy audit_log_written_by_trigger on audit_log for insert with check (true);
grant select on audit_log to circledesk_app;

-- Statement-level: one row per changed row, or a single row per statement and import when an import is running.
-- Trigger arguments: columns that never reach the trail (hashes, file contents, moments of use).
create function write_audit() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    running_import bigint := nullif(current_setting('app.import_id', true), '')::bigint;
    actor text := app_actor();
    acting_id bigint := nullif(current_setting('app.actor_id', true), '')::bigint;
    request text := nullif(current_setting('app.request_id', true), '');
    hidden text[] := coalesce(tg_argv, '{}');
    written bigint;
begin
    if running_import is not null then
        if tg_op = 'DELETE' then
            select count(*) into written from old_rows;
        else
            select count(*) into written from new_rows;
        end if;
        if written > 0 then
            insert into audit_log (actor, actor_id, action, subject, import_id, rows_written, note, request_id)
            values (actor, acting_id, 'IMPORT', tg_table_name, running_import, written, tg_op, request);
        end if;
        return null;
    end if;
    if tg_op = 'INSERT' then
        insert into audit_log (actor, actor_id, action, subject, subject_id, circle, after, request_id)
        select actor, acting_id, tg_op, tg_table_name, audit_key(r), r ->> 'circle', r - hidden, request
        from (select to_jsonb(n) as r from new_rows n) rows;
    elsif tg_op = 'UPDATE' then
        insert into audit_log (actor, actor_id, action, subject, subject_id, circle, before, after, request_id)
        select actor, acting_id, tg_op, tg_table_name, audit_key(b), coalesce(a ->> 'circle', b ->> 'circle'),
               b - hidden, a - hidden, request
        from (select row_number() over () as n, to_jsonb(o) as b from old_rows o) olds
        join (select row_number() over () as n, to_jsonb(w) as a from new_rows w) news using (n)
        where a - hidden is distinct from b - hidden;
    else
        insert into audit_log (actor, actor_id, action, subject, subject_id, circle, before, request_id)
        select actor, acting_id, tg_op, tg_table_name, audit_key(r), r ->> 'circle', r - hidden, request
        from (select to_jsonb(o) as r from old_rows o) rows;
    end if;
    return null;
end $$;

create function audit_key(row_data jsonb) returns text
    language sql immutable
    as $$ select coalesce(row_data ->> 'id', row_data ->> 'code',
                          concat_ws('/', row_data ->> 'user_id', row_data ->> 'account_id', row_data ->> 'invoice_id',
                                    coalesce(row_data ->> 'circle', row_data ->> 'month'), row_data ->> 'from_on')) $$;

-- Something worth a line that is no row change: a sign-in, a refusal, an export.
create function write_audit_event(event text, about text, about_circle text, remark text) returns void
    language sql security definer set search_path = public, pg_temp
    as $$
    insert into audit_log (actor, actor_id, action, subject, subject_id, circle, note, request_id)
    values (app_actor(), nullif(current_setting('app.actor_id', true), '')::bigint, 'EVENT', event, about, about_circle,
            left(remark, 2000), nullif(current_setting('app.request_id', true), ''))
    $$;

-- Puts the audit triggers on a table; every business table calls this in its migration.
create function audit_table(target regclass, variadic hidden text[] default '{}') returns void
    language plpgsql
    as $$
declare
    arguments text := (select string_agg(quote_literal(h), ', ') from unnest(hidden) h);
begin
    execute format('create trigger audit_insert after insert on %s referencing new table as new_rows
                    for each statement execute function write_audit(%s)', target, coalesce(arguments, ''));
    execute format('create trigger audit_update after update on %s referencing old table as old_rows new table as new_rows
                    for each statement execute function write_audit(%s)', target, coalesce(arguments, ''));
    execute format('create trigger audit_delete after delete on %s referencing old table as old_rows
                    for each statement execute function write_audit(%s)', target, coalesce(arguments, ''));
end $$;
revoke execute on function audit_table(regclass, text[]) from public;
revoke execute on function write_audit_event(text, text, text, text) from public;
grant execute on function write_audit_event(text, text, text, text) to circledesk_app;

select audit_table('app_user', 'password_hash', 'last_login_at', 'session_epoch');
select audit_table('user_circle');
select audit_table('api_token', 'token_hash', 'last_used_at');
select audit_table('one_time_link', 'token_hash');
