create sequence import_batch_seq;
create table import_batch (
    id bigint primary key default nextval('import_batch_seq'),
    kind text not null,
    mode text not null constraint import_batch_mode_is_known check (mode in ('PREVIEW', 'COMMIT')),
    partial boolean not null default false,
    status text not null constraint import_batch_status_is_known
        check (status in ('RUNNING', 'PREVIEWED', 'COMMITTED', 'REJECTED', 'FAILED', 'REVERTED')),
    file_name text not null,
    file_size bigint not null,
    file_sha256 text not null,
    mapping_name text,
    mapping jsonb not null default '{}',
    sheet_name text,
    circles text[] not null,
    rows_read bigint not null default 0,
    rows_accepted bigint not null default 0,
    rows_unchanged bigint not null default 0,
    rows_rejected bigint not null default 0,
    rows_written bigint not null default 0,
    rows_total bigint,
    stage text not null default 'WAITING' constraint import_batch_stage_is_known
        check (stage in ('WAITING', 'READING', 'CHECKING', 'RECORDING', 'DONE')),
    control_totals jsonb not null default '{}',
    failure text,
    created_by text not null default app_actor(),
    created_by_id bigint,
    started_at timestamptz not null default app_now(),
    heartbeat_at timestamptz not null default now(),
    finished_at timestamptz,
    reverted_by text,
    reverted_at timestamptz,
    revert_reason text,
    constraint import_batch_counts_add_up
        check (status = 'RUNNING' or status = 'FAILED' or rows_read = rows_accepted + rows_unchanged + rows_rejected),
    constraint import_batch_revert_has_reason
        check ((status = 'REVERTED') = (reverted_at is not null and reverted_by is not null and revert_reason is not null))
);
comment on column import_batch.circles is 'Circles its creator saw: whoever sees all of them sees the import.';
comment on column import_batch.mapping is 'The column mapping as it was when the file came, so that a commit reads what its preview read.';
comment on column import_batch.stage is
    'While RUNNING. From READING on, the working transaction holds the advisory lock (7301, id): without it, it has died.';
-- The same file goes in once: while it runs, and for ever once it was taken in full (unless reverted).
create unique index import_batch_file_once on import_batch (kind, file_sha256)
    where mode = 'COMMIT' and (status = 'RUNNING' or (status = 'COMMITTED' and rows_rejected = 0));
create index import_batch_by_time on import_batch (started_at desc);
create index import_batch_by_creator on import_batch (created_by_id, started_at);
create index import_batch_running on import_batch (heartbeat_at) where status = 'RUNNING';

-- The file itself, in pieces of at most 1 MiB, so that any instance can work on it.
create table import_file (
    batch_id bigint not null references import_batch on delete cascade,
    piece integer not null,
    content bytea not null,
    primary key (batch_id, piece)
);
-- Compressing it again and again costs more than it saves.
alter table import_file alter column content set storage external;
comment on table import_file is 'Kept for a while, for the commit after a preview and for handing faulty rows back in their own layout.';

create table import_fault (
    batch_id bigint not null references import_batch on delete cascade,
    seq integer not null,
    row_no bigint not null,
    column_name text,
    code text not null,
    message text not null,
    primary key (batch_id, seq)
);
comment on column import_fault.row_no is 'Data rows from 1; 0 = the file.';

create sequence column_mapping_seq;
create table column_mapping (
    id bigint primary key default nextval('column_mapping_seq'),
    kind text not null,
    name text not null constraint column_mapping_name_length check (length(name) between 1 and 60),
    definition jsonb not null,
    created_by text not null default app_actor(),
    created_at timestamptz not null default app_now(),
    version integer not null default 0
);
create unique index column_mapping_name_is_unique on column_mapping (kind, lower(name));

alter table import_batch enable row level security;
alter table import_batch force row level security;
create policy import_batch_in_scope on import_batch
    using (circles <@ (select app_circles())) with check (circles <@ (select app_circles()));
-- Only what recorded nothing may be thrown away.
create policy import_batch_discarded on import_batch as restrictive for delete
    using (status in ('PREVIEWED', 'REJECTED', 'FAILED'));

do $$
declare
    part text;
begin
    foreach part in array array['import_file', 'import_fault'] loop
        execute format('alter table %I enable row level security', part);
        execute format('alter table %I force row level security', part);
        execute format('create policy %I on %I using (batch_id in (select id from import_batch))', part || '_in_scope', part);
    end loop;
end $$;

grant select, insert, update, delete on import_batch to circledesk_app;
grant select, insert, delete on import_file, import_fault to circledesk_app;
grant select, insert, update, delete on column_mapping to circledesk_app;
grant usage on sequence import_batch_seq, column_mapping_seq to circledesk_app;
select audit_table('column_mapping');

-- Whether a file was imported before, also where the asker may not see the import itself: the id is all it tells.
create policy import_batch_keys on import_batch for select to circledesk_keys using (true);
grant select on import_batch to circledesk_keys;
grant create on schema public to circledesk_keys;
create function import_of_file(wanted_kind text, sha256 text) returns bigint
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select id from import_batch
    where kind = wanted_kind and file_sha256 = sha256 and mode = 'COMMIT'
      and (status = 'RUNNING' or (status = 'COMMITTED' and rows_rejected = 0))
    $$;
alter function import_of_file(text, text) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function import_of_file(text, text) from public;
grant execute on function import_of_file(text, text) to circledesk_app;
