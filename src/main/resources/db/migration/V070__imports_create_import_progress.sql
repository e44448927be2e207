-- How far a running import is, written every second: beside the batch, whose row changes only when the import begins and ends.
create table import_progress (
    batch_id bigint primary key references import_batch on delete cascade,
    stage text not null default 'WAITING' constraint import_progress_stage_is_known
        check (stage in ('WAITING', 'READING', 'CHECKING', 'RECORDING')),
    rows_read bigint not null default 0,
    rows_written bigint not null default 0,
    rows_total bigint,
    heartbeat_at timestamptz not null default now()
);
comment on table import_progress is 'A row for each import that runs. From READING on, its transaction holds the advisory lock (7301, batch_id).';
comment on column import_progress.heartbeat_at is 'By the real clock: an import without a beat has died with its process.';

alter table import_progress enable row level security;
alter table import_progress force row level security;
create policy import_progress_in_scope on import_progress using (batch_id in (select id from import_batch));
grant select, insert, update, delete on import_progress to circledesk_app;

drop index import_batch_running;
alter table import_batch drop column stage, drop column rows_written, drop column rows_total, drop column heartbeat_at;
create index import_batch_running on import_batch (id) where status = 'RUNNING';
