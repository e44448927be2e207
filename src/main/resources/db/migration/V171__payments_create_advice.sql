-- What customers write about a payment: which invoices it pays, and what they kept back of each. An advice may come before its
-- money and span circles, as the payment does; a line belongs to the circle of its invoice once that is known, as a receipt does.
create table advice (
    id bigint generated always as identity primary key,
    utr text constraint advice_utr_length check (length(utr) between 1 and 40),
    paid_on date,
    lines integer not null constraint advice_lines_are_positive check (lines > 0),
    gross_amount numeric(15, 2) not null,
    tds_amount numeric(15, 2) not null,
    gst_tds_amount numeric(15, 2) not null,
    deduction_amount numeric(15, 2) not null,
    net_amount numeric(15, 2) not null,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz
);
comment on table advice is 'Its sums are of all its lines, also of those in circles that the reader does not see.';
create unique index advice_of_utr_once on advice (lower(utr)) where reversed_at is null and utr is not null;
create index advice_by_amount on advice (net_amount, paid_on) where reversed_at is null;
create index advice_by_import on advice (import_id) where import_id is not null;
grant select, insert, update (reversed_at) on advice to circledesk_app;
select audit_table('advice');

create sequence advice_line_seq increment by 1;
create table advice_line (
    id bigint primary key default nextval('advice_line_seq'),
    advice_id bigint not null references advice,
    line_no integer not null constraint advice_line_no_is_positive check (line_no > 0),
    given_no text not null constraint advice_line_given_no_length check (length(given_no) between 1 and 40),
    gross_amount numeric(15, 2) not null constraint advice_line_gross_not_negative check (gross_amount >= 0),
    tds_amount numeric(15, 2) not null constraint advice_line_tds_not_negative check (tds_amount >= 0),
    gst_tds_amount numeric(15, 2) not null constraint advice_line_gst_tds_not_negative check (gst_tds_amount >= 0),
    deduction_amount numeric(15, 2) not null constraint advice_line_deduction_not_negative check (deduction_amount >= 0),
    deduction_reason text constraint advice_line_deduction_reason_length check (length(deduction_reason) between 1 and 200),
    net_amount numeric(15, 2) not null constraint advice_line_net_not_negative check (net_amount >= 0),
    invoice_id bigint references invoice,
    account_id bigint,
    circle text,
    picked_at timestamptz,
    picked_by text,
    constraint advice_line_gross_is_net_and_kept_back
        check (gross_amount = net_amount + tds_amount + gst_tds_amount + deduction_amount),
    constraint advice_line_invoice_has_account check (num_nonnulls(invoice_id, account_id, circle) in (0, 3)),
    constraint advice_line_pick_is_whole check (num_nonnulls(picked_at, picked_by) in (0, 2)),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column advice_line.given_no is 'The invoice''s number as the customer wrote it; picked_by: who said which invoice is meant.';
create unique index advice_line_once on advice_line (advice_id, line_no);
create index advice_line_by_invoice on advice_line (invoice_id) where invoice_id is not null;
create index advice_line_by_account on advice_line (account_id) where account_id is not null;
create index advice_line_unknown on advice_line (advice_id) where invoice_id is null;
alter table advice_line enable row level security;
alter table advice_line force row level security;
create policy in_scope on advice_line
    using (circle is null or (select app_sees_every_circle()) or circle = any ((select app_circles())::text[]))
    with check (circle is null or (select app_sees_every_circle()) or circle = any ((select app_circles())::text[]));
grant select, insert, update (invoice_id, account_id, circle, picked_at, picked_by) on advice_line to circledesk_app;
grant usage on sequence advice_line_seq to circledesk_app;
select audit_table('advice_line');

create function advice_line_of_one_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n left join invoice i on i.id = n.invoice_id
    where n.invoice_id is not null and (i.account_id, i.circle) is distinct from (n.account_id, n.circle);
    if found then
        raise exception 'A line of an advice is of the account of its invoice.'
            using errcode = 'foreign_key_violation', constraint = 'advice_line_of_one_account', table = 'advice_line';
    end if;
    return null;
end $$;
revoke execute on function advice_line_of_one_account() from public;
create trigger advice_line_of_one_account after insert on advice_line referencing new table as new_rows
    for each statement execute function advice_line_of_one_account();
create trigger advice_line_of_one_account_later after update on advice_line referencing new table as new_rows
    for each statement execute function advice_line_of_one_account();

-- Which receipt an advice belongs to, where its UTR does not say it: by amount and day, or because somebody said so.
create table advice_receipt (
    advice_id bigint not null references advice,
    receipt_id bigint not null references receipt,
    rule text not null constraint advice_receipt_rule_is_known check (rule in ('AMOUNT_AND_DAY', 'BY_HAND')),
    attached_at timestamptz not null default app_now(),
    attached_by text not null default app_actor(),
    detached_at timestamptz,
    primary key (advice_id, receipt_id)
);
create index advice_receipt_by_receipt on advice_receipt (receipt_id);
grant select, insert, update (detached_at) on advice_receipt to circledesk_app;
select audit_table('advice_receipt');

do $$
declare
    kept text;
begin
    foreach kept in array array['advice', 'advice_line', 'advice_receipt'] loop
        execute format('create trigger %s_is_append_only before delete or truncate on %I
                        for each statement execute function refuse_change()', kept, kept);
    end loop;
end $$;

-- A credit that was split into receipts of several accounts is still the same payment.
create view receipt_advice with (security_invoker = true) as
    select r.id as receipt_id, a.id as advice_id, true as by_utr
    from receipt r join advice a on lower(a.utr) = lower(r.utr) and a.reversed_at is null
    union
    select coalesce(p.receipt_id, x.receipt_id), x.advice_id, false
    from advice_receipt x
    join advice a on a.id = x.advice_id and a.reversed_at is null
    left join bank_line_receipt b on b.receipt_id = x.receipt_id
    left join bank_line_receipt p on p.bank_line_id = b.bank_line_id
    where x.detached_at is null;
comment on view receipt_advice is 'Advices of receipts: by UTR, or as attached; those of a bank line go with all of its receipts.';
grant select on receipt_advice to circledesk_app;
