-- A dispute: what a customer does not accept, of one or many invoices or of their lines. Its state is the last of its events;
-- the row carries it only so that it can be asked for, and nothing but the event's trigger writes it.

create sequence dispute_seq;
create table dispute (
    id bigint primary key default nextval('dispute_seq'),
    dispute_ref text not null constraint dispute_ref_is_plain check (dispute_ref ~ '^[A-Z0-9][A-Z0-9._~-]{0,39}$'),
    account_id bigint not null,
    circle text not null,
    status text not null default 'RAISED' references dispute_status,
    reason text not null references dispute_reason,
    claim text not null constraint dispute_claim_length check (length(claim) between 1 and 2000),
    root_cause text constraint dispute_root_cause_length check (length(root_cause) between 1 and 200),
    owner_id bigint references app_user,
    coordinator_id bigint references app_user,
    customer_ref text constraint dispute_customer_ref_length check (length(customer_ref) between 1 and 80),
    customer_contact text constraint dispute_customer_contact_length check (length(customer_contact) between 1 and 200),
    raised_on date not null default app_today(),
    ended_on date,
    oldest_invoice_date date,
    line_count integer not null default 0,
    disputed_amount numeric(15, 2) not null default 0,
    decided_amount numeric(15, 2) not null default 0,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    version integer not null default 0,
    constraint dispute_not_raised_in_the_future check (raised_on <= (recorded_at at time zone 'Asia/Kolkata')::date),
    constraint dispute_ended_when_closed_or_withdrawn check ((ended_on is null) = (status not in ('CLOSED', 'WITHDRAWN'))),
    constraint dispute_belongs_to_circle unique (id, circle),
    constraint dispute_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column dispute.raised_on is 'Day from which its claims count as disputed; ended_on: day from which they do no longer.';
comment on column dispute.oldest_invoice_date is 'Of its lines: the clock runs on it. This and the sums are kept by the lines'' triggers.';
create sequence dispute_ref_seq;
create unique index dispute_ref_is_unique on dispute (dispute_ref);
create index dispute_by_account on dispute (account_id, status);
create index dispute_by_status on dispute (status, circle);
create index dispute_by_owner on dispute (owner_id) where ended_on is null;

-- What only another person may allow: claiming again what is claimed or credited already, or a note after the window.
create table dispute_exception (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    kind text not null constraint dispute_exception_kind_is_known check (kind in ('DOUBLE_CREDIT', 'LATE_NOTE')),
    why text not null constraint dispute_exception_why_length check (length(why) between 1 and 500),
    asked_at timestamptz not null default app_now(),
    asked_by text not null default app_actor(),
    allowed boolean,
    decided_at timestamptz,
    decided_by text,
    decided_why text constraint dispute_exception_decided_why_length check (length(decided_why) between 1 and 500),
    constraint dispute_exception_decision_is_whole check (num_nonnulls(allowed, decided_at, decided_by, decided_why) in (0, 4)),
    constraint dispute_exception_decided_by_another_person check (decided_by <> asked_by),
    constraint dispute_exception_belongs_to_dispute unique (id, dispute_id),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
create unique index dispute_exception_asked_once on dispute_exception (dispute_id, kind) where decided_at is null;

create sequence dispute_line_seq;
create table dispute_line (
    id bigint primary key default nextval('dispute_line_seq'),
    dispute_id bigint not null,
    account_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    invoice_line_id bigint references invoice_line,
    disputed_amount numeric(15, 2) not null constraint dispute_line_disputed_is_positive check (disputed_amount > 0),
    decided_amount numeric(15, 2) constraint dispute_line_decided_within_disputed
        check (decided_amount >= 0 and decided_amount <= disputed_amount),
    remark text constraint dispute_line_remark_length check (length(remark) between 1 and 500),
    exception_id bigint,
    raised_on date not null default app_today(),
    ended_on date,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (exception_id, dispute_id) references dispute_exception (id, dispute_id),
    foreign key (dispute_id, account_id, circle) references dispute (id, account_id, circle)
);
comment on column dispute_line.invoice_line_id is 'Null: the invoice as a whole.';
comment on column dispute_line.disputed_amount is 'Gross of tax, as the invoice bills it.';
comment on column dispute_line.raised_on is 'Its dispute''s, or the day on which it was added.';
comment on column dispute_line.ended_on is 'Its dispute''s; written with it.';
create unique index dispute_line_once on dispute_line (dispute_id, invoice_id, coalesce(invoice_line_id, 0));
-- The same thing is claimed by one open dispute, unless the head is asked.
create unique index dispute_line_claimed_once on dispute_line (invoice_id, coalesce(invoice_line_id, 0))
    where ended_on is null and exception_id is null;
create index dispute_line_by_invoice on dispute_line (invoice_id);
create index dispute_line_by_invoice_line on dispute_line (invoice_line_id) where invoice_line_id is not null;
create index dispute_line_by_exception on dispute_line (exception_id) where exception_id is not null;

-- Every step of a dispute's life: who, when, why. The whole history, and what the state at any day is read from.
create table dispute_event (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    from_status text references dispute_status,
    to_status text not null references dispute_status,
    effective_on date not null default app_today(),
    why text constraint dispute_event_why_length check (length(why) between 1 and 1000),
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
create index dispute_event_by_dispute on dispute_event (dispute_id, id);

create table dispute_comment (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    text text not null constraint dispute_comment_length check (length(text) between 1 and 2000),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
create index dispute_comment_by_dispute on dispute_comment (dispute_id);

-- The notes by which a dispute was settled, issued here or born in the ERP.
create table dispute_note (
    note_id bigint primary key references note,
    dispute_id bigint not null,
    account_id bigint not null,
    circle text not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (dispute_id, account_id, circle) references dispute (id, account_id, circle)
);
create index dispute_note_by_dispute on dispute_note (dispute_id);

select guard_circle('dispute'), guard_circle('dispute_exception'), guard_circle('dispute_line'), guard_circle('dispute_event'),
       guard_circle('dispute_comment'), guard_circle('dispute_note');
select audit_table('dispute'), audit_table('dispute_exception'), audit_table('dispute_line'), audit_table('dispute_event'),
       audit_table('dispute_comment'), audit_table('dispute_note');

grant select, insert on dispute, dispute_exception, dispute_line, dispute_event, dispute_comment, dispute_note to circledesk_app;
grant update (reason, claim, root_cause, owner_id, coordinator_id, customer_ref, customer_contact, version) on dispute to circledesk_app;
grant update (allowed, decided_at, decided_by, decided_why) on dispute_exception to circledesk_app;
grant update (decided_amount) on dispute_line to circledesk_app;
grant usage on sequence dispute_seq, dispute_ref_seq, dispute_line_seq to circledesk_app;

create trigger dispute_event_is_append_only before update or delete or truncate on dispute_event
    for each statement execute function refuse_change();
create trigger dispute_comment_is_append_only before update or delete or truncate on dispute_comment
    for each statement execute function refuse_change();
create trigger dispute_note_is_append_only before update or delete or truncate on dispute_note
    for each statement execute function refuse_change();
create trigger dispute_is_append_only before delete or truncate on dispute
    for each statement execute function refuse_change();
create trigger dispute_line_is_append_only before delete or truncate on dispute_line
    for each statement execute function refuse_change();
create trigger dispute_exception_is_append_only before delete or truncate on dispute_exception
    for each statement execute function refuse_change();

-- What disputes were credited: the notes that settled them, less what was taken back of those.
create view dispute_credited with (security_invoker = true) as
    select n.dispute_id, t.invoice_id, e.effective_on, e.recorded_at, -e.amount as amount
    from dispute_note n
    join note t on t.id = n.note_id
    join ledger_entry e on e.note_id = n.note_id and e.counts_as = 'CREDIT_NOTE'
    where t.invoice_id is not null;
grant select on dispute_credited to circledesk_app;

-- What stands in the way of claiming something: the same site, month and charge (or the same invoice, where it is claimed as a
-- whole) in another open dispute, or credited before. Within the account: tenants of one site are billed apart.
create function dispute_earlier_claims(invoice bigint, invoice_line bigint, but_of bigint default null)
    returns table (kind text, document text, amount numeric, dated_on date)
    language sql stable
    as $$
    with asked as (
        select i.id, i.account_id, l.id as line_id, l.site_id, l.period, l.charge_type
        from invoice i left join invoice_line l on l.id = invoice_line
        where i.id = invoice
    ), same as (
        select a.id as invoice_id, null::bigint as line_id from asked a where a.line_id is null
        union
        select a.id, a.line_id from asked a where a.line_id is not null
        union
        select t.invoice_id, t.id
        from asked a join invoice_line t on t.site_id = a.site_id and t.period = a.period and t.charge_type = a.charge_type
        join invoice i on i.id = t.invoice_id and i.account_id = a.account_id
        where a.line_id is not null and t.reversed_at is null
    )
    select distinct case when d.ended_on is null then 'DISPUTE' else 'CREDITED' end, d.dispute_ref,
           case when d.ended_on is null then l.disputed_amount else l.decided_amount end, coalesce(d.ended_on, d.raised_on)
    from same s
    join dispute_line l on l.invoice_id = s.invoice_id
         and (s.line_id is null or l.invoice_line_id is null or l.invoice_line_id = s.line_id)
    join dispute d on d.id = l.dispute_id
    where d.id is distinct from but_of
      and (d.ended_on is null or (l.decided_amount > 0 and exists (select from dispute_note n where n.dispute_id = d.id)))
    union
    select 'NOTE', n.note_no, n.total_amount, n.note_date
    from asked a join note n on n.invoice_id = a.id
    where a.line_id is null and n.kind = 'CREDIT' and n.reversed_at is null
      and not exists (select from dispute_note t where t.note_id = n.id)
    $$;
comment on function dispute_earlier_claims(bigint, bigint, bigint) is
    'but_of: the dispute that asks. Kinds: DISPUTE (open), CREDITED (by the notes of a dispute that ended), NOTE (on the invoice).';

create function dispute_refuse(rule text, sentence text) returns void
    language plpgsql
    as $$
begin
    raise exception '%', sentence using errcode = 'P0D01', constraint = rule;
end $$;

-- Open disputes of these invoices claim no more than is open, plus what they were credited. Called with the accounts locked.
create function dispute_check_claims(invoices bigint[]) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    short record;
begin
    select i.invoice_no, c.claimed, coalesce(o.open_amount, 0) + coalesce(n.credited, 0) as available into short
    from (select l.invoice_id, sum(l.disputed_amount) as claimed from dispute_line l
          where l.invoice_id = any (invoices) and l.ended_on is null group by l.invoice_id) c
    join invoice i on i.id = c.invoice_id
    left join open_item o on o.invoice_id = c.invoice_id
    left join lateral (select sum(e.amount) as credited from dispute_credited e
                       where e.invoice_id = c.invoice_id
                         and exists (select from dispute_line l where l.dispute_id = e.dispute_id
                                     and l.invoice_id = c.invoice_id and l.ended_on is null)) n on true
    where c.claimed > coalesce(o.open_amount, 0) + coalesce(n.credited, 0)
    limit 1;
    if found then
        perform dispute_refuse('disputed_amount_within_open',
            format('Of invoice %s ₹%s can be disputed, counting every open dispute, but ₹%s would be.', short.invoice_no,
                   short.available, short.claimed));
    end if;
end $$;
revoke execute on function dispute_check_claims(bigint[]) from public;

create function dispute_line_raised() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    found_text text;
begin
    -- Nobody moves these accounts' money while claims are checked; in account order, as the ledger does.
    perform 1 from account_balance where account_id in (select account_id from new_rows) order by account_id for update;

    select d.dispute_ref into found_text from new_rows n join dispute d on d.id = n.dispute_id
    join dispute_status s on s.status = d.status where not s.takes_lines limit 1;
    if found then
        perform dispute_refuse('dispute_takes_no_more_lines', format('Dispute %s is decided: it takes no more lines.', found_text));
    end if;

    perform 1 from new_rows n left join invoice i on i.id = n.invoice_id
    where (i.account_id, i.circle) is distinct from (n.account_id, n.circle) or i.reversed_at is not null;
    if found then
        perform dispute_refuse('dispute_line_within_one_account', 'A dispute and its invoices are of one account, and not cancelled.');
    end if;

    perform 1 from new_rows n left join invoice_line l on l.id = n.invoice_line_id
    where n.invoice_line_id is not null and (l.invoice_id is distinct from n.invoice_id or l.reversed_at is not null);
    if found then
        perform dispute_refuse('dispute_line_of_its_invoice', 'A line is of the invoice that is disputed.');
    end if;

    select i.invoice_no into found_text from new_rows n join dispute d on d.id = n.dispute_id join invoice i on i.id = n.invoice_id
    where n.raised_on < greatest(i.invoice_date, d.raised_on) or n.raised_on > (n.recorded_at at time zone 'Asia/Kolkata')::date limit 1;
    if found then
        perform dispute_refuse('dispute_line_raised_in_order',
            format('Invoice %s is disputed neither before its date, nor before the dispute is raised, nor in the future.', found_text));
    end if;

    select i.invoice_no || ', line ' || l.line_no into found_text
    from new_rows n join invoice_line l on l.id = n.invoice_line_id join invoice i on i.id = n.invoice_id
    where n.disputed_amount > l.taxable_amount + l.tax_amount limit 1;
    if found then
        perform dispute_refuse('dispute_line_within_its_line', format('More is disputed than %s bills.', found_text));
    end if;

    select format('%s already, %s of ₹%s', case c.kind when 'DISPUTE' then 'In another open dispute' else 'Credited' end, c.document, c.amount)
    into found_text
    from new_rows n cross join lateral dispute_earlier_claims(n.invoice_id, n.invoice_line_id, n.dispute_id) c
    where n.exception_id is null limit 1;
    if found then
        perform dispute_refuse('dispute_line_already_credited', found_text || '. The head may allow it.');
    end if;

    perform dispute_check_claims(array(select distinct invoice_id from new_rows));

    update dispute d
    set oldest_invoice_date = least(d.oldest_invoice_date, n.oldest), line_count = d.line_count + n.lines,
        disputed_amount = d.disputed_amount + n.disputed, decided_amount = d.decided_amount + n.decided
    from (select r.dispute_id, min(i.invoice_date) as oldest, count(*) as lines, sum(r.disputed_amount) as disputed,
                 coalesce(sum(r.decided_amount), 0) as decided
          from new_rows r join invoice i on i.id = r.invoice_id group by r.dispute_id) n
    where d.id = n.dispute_id;
    return null;
end $$;
create trigger dispute_line_raised after insert on dispute_line referencing new table as new_rows
    for each statement execute function dispute_line_raised();

-- Amounts are decided while the dispute is open to it, and nothing below what was credited already.
create function dispute_line_decided() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from dispute where id in (select dispute_id from new_rows) order by id for update;
    perform 1 from new_rows n join old_rows o using (id) join dispute d on d.id = n.dispute_id
    join dispute_status s on s.status = d.status
    where n.decided_amount is distinct from o.decided_amount and not s.takes_lines;
    if found then
        perform dispute_refuse('dispute_line_decided_in_time', 'Amounts are decided before the dispute is; reopen it first.');
    end if;
    update dispute d set decided_amount = d.decided_amount + n.decided
    from (select r.dispute_id, sum(coalesce(r.decided_amount, 0) - coalesce(o.decided_amount, 0)) as decided
          from new_rows r join old_rows o using (id) group by r.dispute_id) n
    where d.id = n.dispute_id and n.decided <> 0;
    return null;
end $$;
create trigger dispute_line_decided after update on dispute_line referencing old table as old_rows new table as new_rows
    for each statement execute function dispute_line_decided();

create function dispute_exception_decided() returns trigger
    language plpgsql
    as $$
begin
    if old.decided_at is not null then
        raise exception 'This was decided already.' using errcode = 'P0D01', constraint = 'dispute_exception_decided_once';
    end if;
    return new;
end $$;
create trigger dispute_exception_decided before update on dispute_exception for each row execute function dispute_exception_decided();

-- A step that was recorded becomes the dispute's state, if it may.
create function dispute_moved() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    wrong record;
begin
    perform 1 from dispute where id in (select dispute_id from new_rows) order by id for update;

    select d.dispute_ref, d.status, n.from_status, n.to_status into wrong
    from new_rows n join dispute d on d.id = n.dispute_id
    where case when n.from_status is null
               then n.to_status <> 'RAISED' or exists (select from dispute_event e where e.dispute_id = n.dispute_id and e.id <> n.id)
               else n.from_status <> d.status
                    or not exists (select from dispute_transition t where t.from_status = n.from_status and t.to_status = n.to_status)
          end
    limit 1;
    if found then
        perform dispute_refuse('dispute_event_follows_its_state', format('Dispute %s is %s: it cannot become %s now.', wrong.dispute_ref,
            lower(replace(wrong.status, '_', ' ')), lower(replace(wrong.to_status, '_', ' '))));
    end if;

    perform 1 from new_rows n join dispute_transition t using (from_status, to_status) where t.needs_reason and n.why is null;
    if found then
        perform dispute_refuse('dispute_event_says_why', 'Say why.');
    end if;

    perform 1 from new_rows n join dispute d on d.id = n.dispute_id
    where n.effective_on < coalesce((select max(e.effective_on) from dispute_event e where e.dispute_id = n.dispute_id and e.id < n.id), d.raised_on)
       or n.effective_on > (n.recorded_at at time zone 'Asia/Kolkata')::date;
    if found then
        perform dispute_refuse('dispute_event_in_order', 'A step is dated after the one before it, and not in the future.');
    end if;

    perform 1 from new_rows n join dispute_exception e on e.dispute_id = n.dispute_id
    where e.kind = 'DOUBLE_CREDIT' and e.allowed is not true and n.to_status not in ('RAISED', 'WITHDRAWN')
      and exists (select from dispute_line l where l.exception_id = e.id);
    if found then
        perform dispute_refuse('dispute_waits_for_exception', 'Something in it was claimed before: the head has to allow it first.');
    end if;

    perform 1 from new_rows n join dispute_line l on l.dispute_id = n.dispute_id
    where n.to_status = 'DECIDED' and l.decided_amount is null;
    if found then
        perform dispute_refuse('dispute_decision_is_whole', 'A dispute is decided when each of its lines is.');
    end if;

    perform 1 from new_rows n
    where n.from_status = 'DECIDED' and n.to_status in ('CLOSED', 'NOTE_REQUESTED')
      and (n.to_status = 'CLOSED') = (
          (select coalesce(sum(l.decided_amount), 0) from dispute_line l where l.dispute_id = n.dispute_id)
          > (select coalesce(sum(c.amount), 0) from dispute_credited c where c.dispute_id = n.dispute_id));
    if found then
        perform dispute_refuse('dispute_closed_when_nothing_is_to_be_credited',
            'What was found valid is settled by a note; a note needs something that was found valid.');
    end if;

    -- Opened again: what it claims must still be there to be claimed.
    perform 1 from account_balance where account_id in (
        select d.account_id from new_rows n join dispute d on d.id = n.dispute_id where n.from_status in ('CLOSED', 'WITHDRAWN'))
    order by account_id for update;
    perform 1 from new_rows n join dispute_line l on l.dispute_id = n.dispute_id
    cross join lateral dispute_earlier_claims(l.invoice_id, l.invoice_line_id, l.dispute_id) c
    where n.from_status in ('CLOSED', 'WITHDRAWN') and l.exception_id is null and c.kind <> 'NOTE';
    if found then
        perform dispute_refuse('dispute_reopened_alone', 'Meanwhile another dispute claims the same. Raise it there.');
    end if;

    update dispute d
    set status = n.to_status, version = d.version + 1,
        ended_on = case when not s.is_open then n.effective_on end
    from new_rows n join dispute_status s on s.status = n.to_status
    where d.id = n.dispute_id and n.from_status is not null;

    update dispute_line l
    set ended_on = d.ended_on
    from new_rows n join dispute d on d.id = n.dispute_id
    where l.dispute_id = n.dispute_id and l.ended_on is distinct from d.ended_on;

    perform dispute_check_claims(array(
        select distinct l.invoice_id from new_rows n join dispute_line l on l.dispute_id = n.dispute_id
        where n.from_status in ('CLOSED', 'WITHDRAWN')));
    return null;
end $$;
create trigger dispute_moved after insert on dispute_event referencing new table as new_rows
    for each statement execute function dispute_moved();
revoke execute on function dispute_line_raised(), dispute_line_decided(), dispute_moved() from public;

create function dispute_begins_raised() returns trigger
    language plpgsql
    as $$
begin
    if (new.status, new.line_count, new.disputed_amount, new.decided_amount) is distinct from ('RAISED', 0, 0.00, 0.00)
       or num_nonnulls(new.ended_on, new.oldest_invoice_date) > 0 then
        raise exception 'A dispute begins as raised, and without lines.' using errcode = 'P0D01', constraint = 'dispute_begins_raised';
    end if;
    return null;
end $$;
create trigger dispute_begins_raised after insert on dispute for each row execute function dispute_begins_raised();

-- Of each invoice what is disputed as of a day, as known on another: what the disputes open then claimed, less what they were
-- credited, at most what the invoice owed. Runs with the caller's rights.
create function disputed_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null)
    returns table (invoice_id bigint, account_id bigint, circle text, charge_type text, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
begin
    if known_on is null and as_of >= app_today() then
        return query
        select o.invoice_id, o.account_id, o.circle, o.charge_type, least(sum(c.amount), o.open_amount)
        from (
            select l.invoice_id, l.dispute_id, greatest(sum(l.disputed_amount) - coalesce((
                select sum(n.amount) from dispute_credited n
                where n.dispute_id = l.dispute_id and n.invoice_id = l.invoice_id), 0), 0) as amount
            from dispute_line l
            where l.ended_on is null and l.circle = any (circles) and (accounts is null or l.account_id = any (accounts))
            group by l.invoice_id, l.dispute_id
        ) c
        join open_item o on o.invoice_id = c.invoice_id and o.open_amount > 0
        group by o.invoice_id, o.account_id, o.circle, o.charge_type, o.open_amount
        having sum(c.amount) > 0;
        return;
    end if;
    return query
    with moment as (
        select coalesce((known_on + 1)::timestamp at time zone 'Asia/Kolkata', 'infinity'::timestamptz) as until
    ), stood as (
        select distinct on (e.dispute_id) e.dispute_id, e.to_status
        from dispute_event e cross join moment m
        where e.effective_on <= as_of and e.recorded_at < m.until and e.circle = any (circles)
        order by e.dispute_id, e.id desc
    ), claimed as (
        select l.invoice_id, l.dispute_id, sum(l.disputed_amount) as amount
        from stood t join dispute_status s on s.status = t.to_status and s.is_open
        join dispute_line l on l.dispute_id = t.dispute_id cross join moment m
        where l.raised_on <= as_of and l.recorded_at < m.until
          and (accounts is null or l.account_id = any (accounts))
        group by l.invoice_id, l.dispute_id
    ), rest as (
        select c.invoice_id, sum(greatest(c.amount - coalesce((
            select sum(n.amount) from dispute_credited n cross join moment m
            where n.dispute_id = c.dispute_id and n.invoice_id = c.invoice_id
              and n.effective_on <= as_of and n.recorded_at < m.until), 0), 0)) as amount
        from claimed c group by c.invoice_id
    )
    select i.id, i.account_id, i.circle, i.charge_type, least(r.amount, o.open)
    from rest r join invoice i on i.id = r.invoice_id
    cross join moment m
    cross join lateral (
        select coalesce(sum(e.amount), 0) as open from ledger_entry e
        where e.invoice_id = r.invoice_id and e.effective_on <= as_of and e.recorded_at < m.until
    ) o
    where r.amount > 0 and o.open > 0;
end $$;
comment on function disputed_amounts(date, date, text[], bigint[]) is
    'known_on null = as known now. What ageing, open items and accounts show as disputed; the receivables read it, disputes own it.';

-- The clock of each dispute: on which day its window closes, and by which day it should reach its stages.
create view dispute_clock with (security_invoker = true) as
    select d.id as dispute_id, d.oldest_invoice_date + k.window_days as closes_on,
           d.oldest_invoice_date + k.register_days as register_by, d.oldest_invoice_date + k.validate_days as validate_by,
           d.oldest_invoice_date + k.joint_meeting_days as meet_by, d.oldest_invoice_date + k.decision_days as decide_by,
           d.oldest_invoice_date + k.approval_days as approve_by, d.oldest_invoice_date + k.issue_days as issue_by,
           d.oldest_invoice_date + k.booked_days as book_by
    from dispute d
    cross join lateral (select * from note_clock c where c.from_on <= d.oldest_invoice_date order by c.from_on desc limit 1) k;
grant select on dispute_clock to circledesk_app;
