-- A control run recomputes everything from the entries and says what differs: one line per check, some examples each.
create table control_run (
    id bigint generated always as identity primary key,
    status text not null default 'RUNNING' constraint control_run_status_is_known
        check (status in ('RUNNING', 'CLEAN', 'DIFFERENCES', 'FAILED')),
    started_at timestamptz not null default app_now(),
    started_by text not null default app_actor(),
    heartbeat_at timestamptz not null default now(),
    finished_at timestamptz,
    duration_ms bigint,
    checks integer not null,
    differences bigint not null default 0,
    constraint control_run_end_is_whole check ((status = 'RUNNING') = (finished_at is null))
);
comment on column control_run.heartbeat_at is 'By the real clock: a run without a beat for long was interrupted.';
create unique index control_run_one_at_a_time on control_run ((true)) where status = 'RUNNING';

create table control_check (
    run_id bigint not null references control_run,
    name text not null,
    differences bigint,
    duration_ms bigint not null,
    failure text,
    primary key (run_id, name),
    constraint control_check_counts_or_fails check ((differences is null) = (failure is not null))
);

create table control_difference (
    run_id bigint not null,
    name text not null,
    seq integer not null,
    circle text,
    subject text not null,
    detail text not null,
    primary key (run_id, name, seq),
    foreign key (run_id, name) references control_check (run_id, name)
);
comment on table control_difference is 'The first rows of each check; without a circle: about the database itself.';

alter table control_difference enable row level security;
alter table control_difference force row level security;
create policy in_scope on control_difference
    using (circle is null or circle = any ((select app_circles())::text[]))
    with check (circle is null or circle = any ((select app_circles())::text[]));

grant select, insert on control_run, control_check, control_difference to circledesk_app;
grant update (status, heartbeat_at, finished_at, duration_ms, differences) on control_run to circledesk_app;
