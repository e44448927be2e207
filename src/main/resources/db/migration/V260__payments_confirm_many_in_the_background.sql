-- Proposals that a person confirmed all at once: each is posted in a transaction of its own, by whichever instance takes it next, in
-- the name of that person. What is done and what was refused stays to be read.
create table bulk_confirmation (
    id bigint generated always as identity primary key,
    run uuid not null,
    receipt_no text not null constraint bulk_confirmation_receipt_no_length check (length(receipt_no) between 1 and 40),
    circle text not null references circle,
    stamp text not null constraint bulk_confirmation_stamp_length check (length(stamp) between 1 and 64),
    user_id bigint not null references app_user,
    asked_by text not null default app_actor(),
    asked_at timestamptz not null default app_now(),
    claimed_at timestamptz,
    done_at timestamptz,
    invoices integer,
    cash numeric(15, 2),
    refusal text,
    constraint bulk_confirmation_once_in_its_run unique (run, receipt_no),
    constraint bulk_confirmation_is_posted_or_refused_when_done check (
        num_nonnulls(invoices, cash, refusal) = 0 and done_at is null
        or done_at is not null and (num_nonnulls(invoices, cash) = 2 and refusal is null
                                    or num_nonnulls(invoices, cash) = 0 and refusal is not null))
);
create index bulk_confirmation_waiting on bulk_confirmation (id) where done_at is null;
create index bulk_confirmation_of_user on bulk_confirmation (user_id, asked_at);
create index bulk_confirmation_by_circle on bulk_confirmation (circle);
select guard_circle('bulk_confirmation');
grant select, insert on bulk_confirmation to circledesk_app;
grant update (claimed_at, done_at, invoices, cash, refusal) on bulk_confirmation to circledesk_app;
comment on table bulk_confirmation is 'Proposals confirmed all at once: the work list of a job, and its report. What is posted has its own trail.';
