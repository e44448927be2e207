-- What the bank says: its accounts (reference data), the statements taken in, and their lines. They belong to no circle; who may see
-- them is decided by permission, as for receipts without account. A credit becomes a receipt without account when its statement is
-- recorded; what became of it is told by its receipts, and kept in its state.

create table bank_account (
    id bigint generated always as identity primary key,
    account_no text not null constraint bank_account_no_is_plain check (account_no ~ '^[0-9A-Z]{4,34}$'),
    bank text not null constraint bank_account_bank_length check (length(bank) between 1 and 60),
    name text not null constraint bank_account_name_length check (length(name) between 1 and 80),
    closed_at timestamptz,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor()
);
comment on column bank_account.account_no is 'As statements write it: capitals and digits, no spaces; an IBAN where they write that.';
create unique index bank_account_no_is_unique on bank_account (account_no);

create table bank_statement (
    id bigint generated always as identity primary key,
    bank_account_id bigint not null references bank_account,
    format text not null constraint bank_statement_format_length check (length(format) between 1 and 60),
    statement_no text constraint bank_statement_no_length check (length(statement_no) between 1 and 60),
    from_on date not null,
    to_on date not null,
    opening numeric(15, 2),
    closing numeric(15, 2),
    credits numeric(15, 2) not null constraint bank_statement_credits_not_negative check (credits >= 0),
    debits numeric(15, 2) not null constraint bank_statement_debits_not_negative check (debits >= 0),
    lines integer not null constraint bank_statement_lines_not_negative check (lines >= 0),
    unchanged integer not null constraint bank_statement_unchanged_within_lines check (unchanged between 0 and lines),
    skipped integer not null default 0 constraint bank_statement_skipped_not_negative check (skipped >= 0),
    remarks text[] not null default '{}',
    import_id bigint not null references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    constraint bank_statement_days_in_order check (to_on >= from_on),
    constraint bank_statement_balances_are_both_known check ((opening is null) = (closing is null)),
    constraint bank_statement_opening_and_lines_are_closing check (closing = opening + credits - debits)
);
comment on column bank_statement.opening is 'Null where the file tells no balances (a notification of credits).';
comment on column bank_statement.unchanged is 'Lines of it that were known already from another statement.';
comment on column bank_statement.skipped is 'Rows of the file that are no lines: opening, total and closing rows.';
create index bank_statement_by_account on bank_statement (bank_account_id, to_on);
create index bank_statement_by_import on bank_statement (import_id);

create table bank_line (
    id bigint generated always as identity primary key,
    bank_account_id bigint not null references bank_account,
    bank_statement_id bigint not null references bank_statement,
    position integer not null constraint bank_line_position_is_positive check (position > 0),
    booked_on date not null,
    value_on date not null,
    side text not null constraint bank_line_side_is_known check (side in ('CREDIT', 'DEBIT')),
    amount numeric(15, 2) not null constraint bank_line_amount_is_positive check (amount > 0),
    reference text not null default '' constraint bank_line_reference_length check (length(reference) <= 60),
    running_no integer not null constraint bank_line_running_no_is_positive check (running_no > 0),
    utr text constraint bank_line_utr_length check (length(utr) between 1 and 40),
    remitter_name text constraint bank_line_remitter_name_length check (length(remitter_name) between 1 and 200),
    remitter_account text constraint bank_line_remitter_account_length check (length(remitter_account) between 1 and 40),
    narration text not null default '' constraint bank_line_narration_length check (length(narration) <= 1000),
    is_return boolean not null default false,
    state text not null constraint bank_line_state_is_known
        check (state in ('UNIDENTIFIED', 'IDENTIFIED', 'SPLIT', 'TAKEN_BACK', 'RETURNED', 'NO_RECEIPT')),
    owner_id bigint references app_user,
    bounced_receipt_id bigint references receipt,
    reversed_at timestamptz,
    constraint bank_line_bounce_is_a_returned_debit check (bounced_receipt_id is null or (is_return and side = 'DEBIT')),
    constraint bank_line_debit_has_no_receipt check (side = 'CREDIT' or state = 'NO_RECEIPT')
);
comment on column bank_line.running_no is 'Counts lines of one account that are equal in day, side, amount and reference.';
comment on column bank_line.is_return is 'A payment that was given back: of a debit, a credit that bounced; of a credit, a payment of ours that did.';
comment on column bank_line.bounced_receipt_id is 'The receipt that was taken back because this line is its return.';
comment on column bank_line.state is
    'Kept by the database. TAKEN_BACK: some of it has no receipt any more; NO_RECEIPT: never had one, because it is no customer''s payment.';
create unique index bank_line_once on bank_line (bank_account_id, booked_on, side, amount, lower(reference), running_no)
    where reversed_at is null;
create index bank_line_by_statement on bank_line (bank_statement_id);
create index bank_line_by_day on bank_line (booked_on, id);
create index bank_line_waiting on bank_line (booked_on) where state in ('UNIDENTIFIED', 'TAKEN_BACK') and reversed_at is null;
create index bank_line_by_owner on bank_line (owner_id) where owner_id is not null;
create index bank_line_by_bounced_receipt on bank_line (bounced_receipt_id) where bounced_receipt_id is not null;

create table bank_line_receipt (
    id bigint generated always as identity,
    bank_line_id bigint not null references bank_line,
    receipt_id bigint not null references receipt,
    linked_at timestamptz not null default app_now(),
    linked_by text not null default app_actor(),
    primary key (bank_line_id, receipt_id),
    constraint bank_line_receipt_of_one_line unique (receipt_id)
);
comment on table bank_line_receipt is 'Which receipts a credit became: one without account, then one of an account, or one for each of several.';

-- Its receipts may be of circles that the actor does not see: the answer is only how the line stands.
grant create on schema public to circledesk_keys;
grant select, update (state) on bank_line to circledesk_keys;
grant select on bank_line_receipt to circledesk_keys;
create function bank_lines_stand(changed bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    too_much bigint;
begin
    select l.id into too_much
    from bank_line l join bank_line_receipt b on b.bank_line_id = l.id join receipt r on r.id = b.receipt_id and r.reversed_at is null
    where l.id = any (changed)
    group by l.id having sum(r.amount) > l.amount limit 1;
    if found then
        raise exception 'The receipts of a bank line sum to its amount, not to more.'
            using errcode = 'check_violation', constraint = 'bank_line_receipts_within_its_amount', table = 'bank_line_receipt';
    end if;
    update bank_line l set state = n.state
    from (
        select b.bank_line_id as id,
               case when coalesce(sum(r.amount) filter (where r.reversed_at is null), 0) < max(c.amount)
                        then case when exists (select from bank_line d join bank_line_receipt o on o.receipt_id = d.bounced_receipt_id
                                               where o.bank_line_id = b.bank_line_id) then 'RETURNED' else 'TAKEN_BACK' end
                    when bool_or(r.account_id is null) filter (where r.reversed_at is null) then 'UNIDENTIFIED'
                    when count(*) filter (where r.reversed_at is null) > 1 then 'SPLIT'
                    else 'IDENTIFIED' end as state
        from bank_line_receipt b join bank_line c on c.id = b.bank_line_id join receipt r on r.id = b.receipt_id
        where b.bank_line_id = any (changed)
        group by b.bank_line_id) n
    where l.id = n.id and l.state <> n.state;
end $$;
alter function bank_lines_stand(bigint[]) owner to circledesk_keys;

-- Receipts of other sources that a credit line already is: with the same bank reference, day and amount, and of no line yet.
create function receipts_of_bank_lines(lines bigint[]) returns table (bank_line_id bigint, receipt_id bigint)
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select line_id, id
    from (
        select l.id as line_id, r.id,
               row_number() over (partition by l.id order by r.id) as of_line, row_number() over (partition by r.id order by l.id) as of_receipt
        from bank_line l
        join receipt r on lower(r.utr) = lower(l.utr) and r.amount = l.amount and r.received_on in (l.booked_on, l.value_on)
        where l.id = any (lines) and l.side = 'CREDIT' and not l.is_return and r.reversed_at is null
          and not exists (select from bank_line_receipt b where b.receipt_id = r.id)) pairs
    where of_line = 1 and of_receipt = 1
    $$;
alter function receipts_of_bank_lines(bigint[]) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function bank_lines_stand(bigint[]), receipts_of_bank_lines(bigint[]) from public;
grant execute on function receipts_of_bank_lines(bigint[]) to circledesk_app;

create function bank_line_receipt_linked() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform bank_lines_stand(array(select distinct bank_line_id from new_rows));
    return null;
end $$;
create function bank_line_receipt_changed() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    changed bigint[] := array(select distinct b.bank_line_id from new_rows n join bank_line_receipt b on b.receipt_id = n.id);
begin
    if cardinality(changed) > 0 then
        perform bank_lines_stand(changed);
    end if;
    return null;
end $$;
create function bank_line_bounced() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform bank_lines_stand(array(select bank_line_id from bank_line_receipt where receipt_id = new.bounced_receipt_id));
    return null;
end $$;
revoke execute on function bank_line_receipt_linked(), bank_line_receipt_changed(), bank_line_bounced() from public;
grant execute on function bank_lines_stand(bigint[]) to circledesk_keys;
do $$ begin execute format('grant execute on function bank_lines_stand(bigint[]) to %I', current_user); end $$;

create trigger bank_line_receipt_linked after insert on bank_line_receipt referencing new table as new_rows
    for each statement execute function bank_line_receipt_linked();
create trigger bank_line_receipt_changed after update on receipt referencing new table as new_rows
    for each statement execute function bank_line_receipt_changed();
create trigger bank_line_bounced after update on bank_line for each row
    when (new.bounced_receipt_id is distinct from old.bounced_receipt_id) execute function bank_line_bounced();

create trigger bank_account_is_append_only before delete or truncate on bank_account
    for each statement execute function refuse_change();
create trigger bank_statement_is_append_only before delete or truncate on bank_statement
    for each statement execute function refuse_change();
create trigger bank_line_is_append_only before delete or truncate on bank_line
    for each statement execute function refuse_change();
create trigger bank_line_receipt_is_append_only before update or delete or truncate on bank_line_receipt
    for each statement execute function refuse_change();

grant select, insert, update (bank, name, closed_at) on bank_account to circledesk_app;
grant select, insert, update (reversed_at) on bank_statement to circledesk_app;
grant select, insert, update (owner_id, bounced_receipt_id, reversed_at) on bank_line to circledesk_app;
grant select, insert on bank_line_receipt to circledesk_app;
select audit_table('bank_account'), audit_table('bank_statement'), audit_table('bank_line'), audit_table('bank_line_receipt');
