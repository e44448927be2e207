-- Packs for customers: everything that is disputed of an account on paper and as a workbook, built in the background and kept for
-- a while. What a pack says is of the moment at which it was read (known_at).
create table dispute_pack (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    as_of date not null default app_today(),
    status text not null default 'WAITING' constraint dispute_pack_status_is_known check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    rows_done integer not null default 0,
    rows_total integer,
    known_at timestamptz,
    heartbeat_at timestamptz,
    finished_at timestamptz,
    requested_at timestamptz not null default app_now(),
    requested_by text not null default app_actor(),
    pdf bytea,
    xlsx bytea,
    constraint dispute_pack_is_whole_when_done check (status <> 'DONE' or num_nulls(pdf, xlsx, known_at, finished_at) = 0),
    foreign key (account_id, circle) references account (id, circle)
);
create unique index dispute_pack_one_at_a_time on dispute_pack (account_id) where status in ('WAITING', 'RUNNING');
create index dispute_pack_by_account on dispute_pack (account_id, id);
select guard_circle('dispute_pack');
grant select, insert, delete on dispute_pack to circledesk_app;
grant update (status, rows_done, rows_total, known_at, heartbeat_at, finished_at, pdf, xlsx) on dispute_pack to circledesk_app;
