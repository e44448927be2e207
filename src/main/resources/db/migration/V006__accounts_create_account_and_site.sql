create sequence operator_seq increment by 50;
create table operator (
    id bigint primary key default nextval('operator_seq'),
    name text not null constraint operator_name_length check (length(name) between 1 and 120)
);
create unique index operator_name_is_unique on operator (lower(name));

create sequence account_seq increment by 50;
create table account (
    id bigint primary key default nextval('account_seq'),
    code text not null constraint account_code_length check (length(code) between 1 and 40),
    customer_name text not null constraint account_customer_name_length check (length(customer_name) between 1 and 200),
    operator_id bigint not null references operator,
    segment text not null constraint account_segment_is_known check (segment in ('MNO', 'ISP', 'OTHER')),
    circle text not null references circle,
    payment_terms_days integer not null constraint account_payment_terms_in_range
        check (payment_terms_days between 0 and 365),
    gstin text,
    pan text,
    tan text,
    public_sector boolean not null default false,
    active boolean not null default true,
    import_id bigint references import_batch,
    created_at timestamptz not null default app_now(),
    version integer not null default 0,
    constraint account_belongs_to_circle unique (id, circle)
);
create unique index account_code_is_unique on account (lower(code));
create index account_by_operator on account (operator_id);
create index account_by_circle on account (circle);
create index account_by_import on account (import_id) where import_id is not null;

-- Who manages an account from a day on, until the next row. A handover adds a row, so both keep their figures.
create table account_manager (
    account_id bigint not null,
    circle text not null,
    from_on date not null,
    user_id bigint references app_user,
    primary key (account_id, from_on),
    foreign key (account_id, circle) references account (id, circle) on update cascade
);
create index account_manager_by_user on account_manager (user_id);
comment on column account_manager.user_id is 'Null: nobody manages the account from that day on.';

create sequence site_seq increment by 50;
create table site (
    id bigint primary key default nextval('site_seq'),
    code text not null constraint site_code_length check (length(code) between 1 and 40),
    circle text not null references circle,
    name text,
    ssa text,
    district text,
    latitude numeric(9, 6) constraint site_latitude_in_range check (latitude between -90 and 90),
    longitude numeric(9, 6) constraint site_longitude_in_range check (longitude between -180 and 180),
    site_type text constraint site_type_is_known check (site_type in ('GBT', 'RTT', 'RTP', 'COW', 'IBS', 'ODSC')),
    import_id bigint references import_batch,
    created_at timestamptz not null default app_now(),
    version integer not null default 0,
    constraint site_belongs_to_circle unique (id, circle)
);
create unique index site_code_is_unique on site (lower(code));
create index site_by_circle on site (circle);
create index site_by_import on site (import_id) where import_id is not null;

-- Every table of a circle: enabled and forced, one policy for all, a second one for yes-or-no key questions.
create function guard_circle(target regclass) returns void
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy in_scope on %s using (circle = any ((select app_circles())::text[]))
                    with check (circle = any ((select app_circles())::text[]))', target);
end $$;
revoke execute on function guard_circle(regclass) from public;

select guard_circle('account'), guard_circle('account_manager'), guard_circle('site');
create policy keys on account for select to circledesk_keys using (true);
create policy keys on site for select to circledesk_keys using (true);
grant select on account, site to circledesk_keys;

grant select on operator to circledesk_app;
grant insert on operator to circledesk_app;
grant select, insert, update on account, site, account_manager to circledesk_app;
grant usage on sequence operator_seq, account_seq, site_seq to circledesk_app;

select audit_table('operator'), audit_table('account'), audit_table('account_manager'), audit_table('site');
