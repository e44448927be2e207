-- What a payment leaves over of an invoice: rounded or written off within caps, above them with a second person's word, or
-- left open as short, with its reason. It stands on the allocation, and goes back with it.

-- Caps are dated settings: a row is never changed, another begins later.
create table write_off_cap (
    from_on date primary key,
    round_off_line numeric(15, 2) not null,
    round_off_day numeric(15, 2) not null,
    write_off_line numeric(15, 2) not null,
    write_off_day numeric(15, 2) not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint write_off_cap_line_within_day check (
        0 <= round_off_line and round_off_line <= round_off_day and 0 <= write_off_line and write_off_line <= write_off_day),
    constraint write_off_cap_begins_later
        check (from_on = date '1900-01-01' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on table write_off_cap is
    'Up to how much one person takes off: of one invoice in all (line), and of all on one day (day). Above, another person decides.';
insert into write_off_cap values ('1900-01-01', 10, 1000, 100, 2000, app_now(), 'system:migration');
create trigger write_off_cap_is_append_only before update or delete or truncate on write_off_cap
    for each statement execute function refuse_change();
grant select, insert on write_off_cap to circledesk_app;
select audit_table('write_off_cap');

-- What is above a cap is asked for, and decided by somebody else, once.
create table write_off_request (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    receipt_id bigint not null references receipt,
    kind text not null constraint write_off_request_kind_is_known check (kind in ('ROUND_OFF', 'WRITE_OFF')),
    amount numeric(15, 2) not null constraint write_off_request_amount_is_positive check (amount > 0),
    why text not null constraint write_off_request_why_length check (length(why) between 1 and 500),
    requested_at timestamptz not null default app_now(),
    requested_by text not null default app_actor(),
    allowed boolean,
    decided_at timestamptz,
    decided_by text,
    decided_why text constraint write_off_request_decided_why_length check (length(decided_why) between 1 and 500),
    constraint write_off_request_decision_is_whole check (num_nonnulls(allowed, decided_at, decided_by, decided_why) in (0, 4)),
    constraint write_off_request_decided_by_another_person check (decided_by <> requested_by),
    foreign key (account_id, circle) references account (id, circle)
);
create unique index write_off_request_open_once on write_off_request (invoice_id) where decided_at is null;
create index write_off_request_by_invoice on write_off_request (invoice_id);
create index write_off_request_by_receipt on write_off_request (receipt_id);
select guard_circle('write_off_request'), audit_table('write_off_request');
grant select, insert, update (allowed, decided_at, decided_by, decided_why) on write_off_request to circledesk_app;
create trigger write_off_request_is_append_only before delete or truncate on write_off_request
    for each statement execute function refuse_change();

create function write_off_request_made() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from invoice i join receipt r on r.id = new.receipt_id and (r.account_id, r.circle) = (new.account_id, new.circle)
    where i.id = new.invoice_id and (i.account_id, i.circle) = (new.account_id, new.circle);
    if not found then
        perform ledger_refuse('write_off_request_within_one_account', 'A request, its invoice and its receipt are of one account.');
    end if;
    return null;
end $$;
revoke execute on function write_off_request_made() from public;
create trigger write_off_request_within_one_account after insert on write_off_request
    for each row execute function write_off_request_made();

create function write_off_request_decided() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if old.decided_at is not null then
        perform ledger_refuse('write_off_request_decided_once', 'This was decided already.');
    end if;
    if new.decided_by <> app_actor() then
        perform ledger_refuse('write_off_request_decided_by_who_acts', 'Whoever decides it signs for it.');
    end if;
    update task set done_at = app_now(), done_by = app_actor()
    where about_kind = 'WRITE_OFF' and about_ref = new.id::text and done_at is null;
    return new;
end $$;
revoke execute on function write_off_request_decided() from public;
create trigger write_off_request_decided before update on write_off_request for each row execute function write_off_request_decided();

alter table allocation
    add column round_off_amount numeric(15, 2) not null default 0,
    add column write_off_amount numeric(15, 2) not null default 0
        constraint allocation_write_off_not_negative check (write_off_amount >= 0),
    add column write_off_request_id bigint references write_off_request,
    add column short_amount numeric(15, 2) not null default 0
        constraint allocation_short_not_negative check (short_amount >= 0),
    add column short_reason text,
    add column rule text constraint allocation_rule_length check (length(rule) between 1 and 300),
    add constraint allocation_takes_off_one_way check (round_off_amount = 0 or write_off_amount = 0),
    add constraint allocation_short_says_why check (short_amount = 0 or length(trim(short_reason)) > 0),
    add constraint allocation_short_or_closed check (short_amount = 0 or round_off_amount = 0 and write_off_amount = 0);
alter table allocation
    drop constraint allocation_moves_something,
    add constraint allocation_moves_something check (
        amount + tds_amount + gst_tds_amount + deduction_amount + write_off_amount > 0 or round_off_amount <> 0),
    drop constraint allocation_nothing_only_with_tax,
    add constraint allocation_nothing_only_with_tax check (
        amount > 0 or tds_amount + gst_tds_amount + write_off_amount > 0 or round_off_amount <> 0);
comment on column allocation.round_off_amount is 'Taken off the invoice; below zero: put on, where the customer paid a little too much.';
comment on column allocation.short_amount is 'What the customer left unpaid: it stays open, no entry is made.';
comment on column allocation.rule is 'What said so: an advice, a proposal with its evidence; null: by hand or by an import.';
-- What another person allowed is taken off on the day it was allowed, and moves no money: the receipt may pay the invoice that day.
drop index allocation_receipt_once;
create unique index allocation_receipt_once on allocation (receipt_id, invoice_id, keyed_on)
    where receipt_id is not null and reversed_at is null and write_off_request_id is null;
create unique index allocation_of_write_off_request_once on allocation (write_off_request_id)
    where write_off_request_id is not null and reversed_at is null;
create index allocation_taken_off_by_person on allocation (recorded_by, recorded_at)
    where round_off_amount <> 0 or write_off_amount > 0;

-- The caps hold whoever writes, and for the residual: of an invoice in all, never of one payment after the other.
create function allocation_within_caps() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    cap write_off_cap;
    short text;
begin
    if not exists (select from new_rows where round_off_amount <> 0 or write_off_amount > 0) then
        return null;
    end if;
    -- What one person takes off on a day is summed by one transaction after the other.
    perform pg_advisory_xact_lock(hashtextextended(app_actor(), 7205003));
    select * into cap from write_off_cap where from_on <= app_today() order by from_on desc limit 1;

    perform 1 from new_rows n join write_off_request r on r.id = n.write_off_request_id
    where r.allowed is not true or r.invoice_id <> n.invoice_id or r.receipt_id is distinct from n.receipt_id
       or r.amount <> case r.kind when 'ROUND_OFF' then n.round_off_amount else n.write_off_amount end;
    if found then
        perform ledger_refuse('allocation_takes_off_what_was_allowed', 'Another person allowed something else, or nothing.');
    end if;

    select i.invoice_no into short
    from allocation a join invoice i on i.id = a.invoice_id
    where a.invoice_id in (select invoice_id from new_rows where write_off_request_id is null
                                                             and (round_off_amount <> 0 or write_off_amount > 0))
      and a.reversed_at is null and a.write_off_request_id is null
    group by i.id
    having sum(abs(a.round_off_amount)) > cap.round_off_line or sum(a.write_off_amount) > cap.write_off_line
    limit 1;
    if found then
        perform ledger_refuse('allocation_within_line_cap',
            format('More is taken off invoice %s than one person may: another person has to allow it.', short));
    end if;

    perform 1 from allocation a
    where a.recorded_by = app_actor() and a.recorded_at >= app_today()::timestamp at time zone 'Asia/Kolkata'
      and (a.round_off_amount <> 0 or a.write_off_amount > 0) and a.reversed_at is null and a.write_off_request_id is null
    having sum(abs(a.round_off_amount)) > cap.round_off_day or sum(a.write_off_amount) > cap.write_off_day;
    if found then
        perform ledger_refuse('allocation_within_day_cap', 'That is more than one person may take off on one day.');
    end if;
    return null;
end $$;
revoke execute on function allocation_within_caps() from public;
create trigger allocation_within_caps after insert on allocation referencing new table as new_rows
    for each statement execute function allocation_within_caps();

-- Nothing is taken off but what is left: the invoice is closed by it. Asked when the transaction ends, when its entries are in.
create function allocation_closes_invoice() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from open_item o join allocation a on a.id = new.id and a.reversed_at is null
    where o.invoice_id = new.invoice_id and o.open_amount <> 0;
    if found then
        perform ledger_refuse('allocation_takes_off_the_residual', 'Only what is left of an invoice is taken off, and all of it.');
    end if;
    return null;
end $$;
revoke execute on function allocation_closes_invoice() from public;
create constraint trigger allocation_takes_off_the_residual after insert on allocation deferrable initially deferred
    for each row when (new.round_off_amount <> 0 or new.write_off_amount > 0) execute function allocation_closes_invoice();
