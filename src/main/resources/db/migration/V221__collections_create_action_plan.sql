-- What is done about what an account owes: why it does not pay, which invoices, and when the cash is expected. One at a time.
create table action_plan (
    id bigint generated always as identity primary key,
    plan_ref text not null constraint action_plan_ref_is_plain check (plan_ref ~ '^AP-[A-Z]{2}-[0-9]{6,12}$'),
    account_id bigint not null,
    circle text not null,
    owner_id bigint not null references app_user,
    root_cause text not null constraint action_plan_root_cause_length check (length(root_cause) between 1 and 100),
    expected_on date not null,
    review_on date not null,
    opened_at timestamptz not null default app_now(),
    opened_by text not null default app_actor(),
    ended_at timestamptz,
    ended_by text,
    outcome text constraint action_plan_outcome_is_known check (outcome in ('COLLECTED', 'PARTLY', 'FAILED', 'REPLACED')),
    version integer not null default 0,
    constraint action_plan_end_is_whole check (num_nonnulls(ended_at, ended_by, outcome) in (0, 3)),
    constraint action_plan_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on table action_plan is 'Live until it ends, and as long as its expected day has not passed: then it covers nothing until it is reviewed.';
create sequence action_plan_ref_seq;
create unique index action_plan_one_at_a_time on action_plan (account_id) where ended_at is null;
create unique index action_plan_ref_is_unique on action_plan (plan_ref);
create index action_plan_by_account on action_plan (account_id);
create index action_plan_by_circle on action_plan (circle, id desc);
create index action_plan_by_owner on action_plan (owner_id);
create trigger action_plan_is_append_only before delete or truncate on action_plan for each statement execute function refuse_change();

create table action_plan_invoice (
    plan_id bigint not null,
    invoice_id bigint not null references invoice,
    account_id bigint not null,
    circle text not null,
    open_then numeric(15, 2) not null constraint action_plan_invoice_open_is_positive check (open_then > 0),
    primary key (plan_id, invoice_id),
    foreign key (plan_id, account_id, circle) references action_plan (id, account_id, circle)
);
comment on column action_plan_invoice.open_then is 'What the invoice had open when the plan took it in; what it covers now is what is open now.';
create index action_plan_invoice_by_invoice on action_plan_invoice (invoice_id);
create trigger action_plan_invoice_is_append_only before update or delete or truncate on action_plan_invoice
    for each statement execute function refuse_change();

create function action_plan_invoice_checked() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from new_rows n join invoice i on i.id = n.invoice_id where i.account_id <> n.account_id) then
        raise exception 'A plan covers invoices of its own account.' using errcode = 'P0L03', constraint = 'action_plan_invoice_within_account';
    end if;
    return null;
end $$;
create trigger action_plan_invoice_checked after insert on action_plan_invoice referencing new table as new_rows
    for each statement execute function action_plan_invoice_checked();

create table action_plan_review (
    id bigint generated always as identity primary key,
    plan_id bigint not null,
    account_id bigint not null,
    circle text not null,
    remark text not null constraint action_plan_review_remark_length check (length(remark) between 1 and 500),
    expected_on date not null,
    review_on date not null,
    covered numeric(15, 2) not null constraint action_plan_review_covered_not_negative check (covered >= 0),
    reviewed_at timestamptz not null default app_now(),
    reviewed_by text not null default app_actor(),
    foreign key (plan_id, account_id, circle) references action_plan (id, account_id, circle)
);
comment on table action_plan_review is 'What was said of a plan and expected then; its first row is how it began. covered: open of its invoices then.';
create index action_plan_review_by_plan on action_plan_review (plan_id, id);
create trigger action_plan_review_is_append_only before update or delete or truncate on action_plan_review
    for each statement execute function refuse_change();

select guard_circle('action_plan'), audit_table('action_plan'), guard_circle('action_plan_invoice'), audit_table('action_plan_invoice'),
       guard_circle('action_plan_review'), audit_table('action_plan_review');
grant select, insert, update (owner_id, expected_on, review_on, ended_at, ended_by, outcome, version) on action_plan to circledesk_app;
grant select, insert on action_plan_invoice, action_plan_review to circledesk_app;
grant usage on sequence action_plan_ref_seq to circledesk_app;

create function planned_amounts(circles text[], as_of date)
    returns table (account_id bigint, invoice_id bigint, plan_id bigint, amount numeric)
    language sql stable rows 1000
    as $$
    select p.account_id, i.invoice_id, p.id, o.open_amount
    from action_plan p
    join action_plan_invoice i on i.plan_id = p.id
    join open_item o on o.invoice_id = i.invoice_id and o.open_amount > 0
    where p.circle = any (circles) and p.ended_at is null and p.expected_on >= as_of
    $$;
comment on function planned_amounts(text[], date) is 'What is open now of invoices that a live plan covers; live: not ended, and its expected day not passed.';
