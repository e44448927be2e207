create sequence app_user_seq increment by 50;
create table app_user (
    id bigint primary key default nextval('app_user_seq'),
    email text not null constraint app_user_email_length check (length(email) between 3 and 254),
    full_name text not null constraint app_user_full_name_length check (length(full_name) between 1 and 120),
    role text not null constraint app_user_role_is_known
        check (role in ('ACCOUNT_MANAGER', 'SALES_HEAD', 'FINANCE', 'ADMINISTRATOR')),
    all_circles boolean not null default false,
    password_hash text,
    password_changed_at timestamptz,
    must_change_password boolean not null default false,
    disabled_at timestamptz,
    last_login_at timestamptz,
    session_epoch integer not null default 0,
    created_at timestamptz not null default app_now(),
    version integer not null default 0
);
create unique index app_user_email_is_unique on app_user (lower(email));
comment on column app_user.all_circles is 'Sees every circle, also ones added later; otherwise those in user_circle.';
comment on column app_user.session_epoch is
    'Sessions carry the epoch they began in; raising it ends them all, also one that begins at this very moment.';
comment on column app_user.password_hash is 'Null until an invitation was taken up: nobody can sign in.';

create table user_circle (
    user_id bigint not null references app_user,
    circle text not null references circle,
    primary key (user_id, circle)
);
create index user_circle_by_circle on user_circle (circle);

create sequence api_token_seq increment by 50;
create table api_token (
    id bigint primary key default nextval('api_token_seq'),
    user_id bigint not null references app_user,
    name text not null constraint api_token_name_length check (length(name) between 1 and 80),
    token_hash text not null constraint api_token_hash_is_unique unique,
    created_at timestamptz not null default app_now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);
create index api_token_by_user on api_token (user_id);
comment on column api_token.token_hash is 'SHA-256 of the token in hex; the token itself is shown once and never stored.';

create sequence one_time_link_seq increment by 50;
create table one_time_link (
    id bigint primary key default nextval('one_time_link_seq'),
    user_id bigint references app_user,
    purpose text not null constraint one_time_link_purpose_is_known check (purpose in ('SET_UP', 'INVITE', 'RESET')),
    token_hash text not null constraint one_time_link_hash_is_unique unique,
    created_at timestamptz not null default app_now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    created_by text not null default app_actor(),
    constraint one_time_link_set_up_has_no_user check ((purpose = 'SET_UP') = (user_id is null))
);
create index one_time_link_by_user on one_time_link (user_id);

create table login_attempt (
    id bigint generated always as identity primary key,
    account_hash text not null,
    address text not null,
    attempted_at timestamptz not null default app_now(),
    succeeded boolean not null
);
create index login_attempt_by_account on login_attempt (account_hash, attempted_at);
create index login_attempt_by_address on login_attempt (address, attempted_at);
comment on table login_attempt is 'For throttling per account and per address; kept for a day.';
comment on column login_attempt.account_hash is
    'SHA-256 of the mail address as typed: people type their password there by mistake.';

grant select, insert, update on app_user, api_token, one_time_link to circledesk_app;
grant select, insert, delete on user_circle to circledesk_app;
grant select, insert, delete on login_attempt to circledesk_app;
grant usage on sequence app_user_seq, api_token_seq, one_time_link_seq to circledesk_app;

-- Spring Session's tables, as its documentation gives them for PostgreSQL.
create table spring_session (
    primary_id char(36) not null,
    session_id char(36) not null,
    creation_time bigint not null,
    last_access_time bigint not null,
    max_inactive_interval int not null,
    expiry_time bigint not null,
    principal_name varchar(100),
    constraint spring_session_pk primary key (primary_id)
);
create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null,
    attribute_name varchar(200) not null,
    attribute_bytes bytea not null,
    constraint spring_session_attributes_pk primary key (session_primary_id, attribute_name),
    constraint spring_session_attributes_fk foreign key (session_primary_id)
        references spring_session (primary_id) on delete cascade
);
grant select, insert, update, delete on spring_session, spring_session_attributes to circledesk_app;

-- db-scheduler's table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    state text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_execution_time on scheduled_tasks (priority desc, execution_time asc);
grant select, insert, update, delete on scheduled_tasks to circledesk_app;
