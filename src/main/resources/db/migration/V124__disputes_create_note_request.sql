-- Notes that settle disputes: asked for with their drafts, approved by others, issued together.

-- Who approves, by the amount of a request; dated, and never changed.
create table note_approval_step (
    from_on date not null,
    step integer not null constraint note_approval_step_is_numbered check (step between 1 and 9),
    role text not null constraint note_approval_step_role_is_known check (role in ('FINANCE', 'SALES_HEAD')),
    above_amount numeric(15, 2) not null constraint note_approval_step_above_not_negative check (above_amount >= 0),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    primary key (from_on, step),
    constraint note_approval_step_begins_later
        check (from_on = date '1900-01-01' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on table note_approval_step is 'The steps with the latest from_on count, for requests of more than above_amount.';
insert into note_approval_step values
    ('1900-01-01', 1, 'FINANCE', 0, app_now(), 'system:migration'), ('1900-01-01', 2, 'SALES_HEAD', 500000, app_now(), 'system:migration');
create trigger note_approval_step_is_append_only before update or delete or truncate on note_approval_step
    for each statement execute function refuse_change();

create sequence note_request_seq;
create table note_request (
    id bigint primary key default nextval('note_request_seq'),
    dispute_id bigint not null,
    account_id bigint not null,
    circle text not null,
    total_amount numeric(15, 2) not null constraint note_request_total_is_positive check (total_amount > 0),
    requested_at timestamptz not null default app_now(),
    requested_by text not null default app_actor(),
    ended_at timestamptz,
    constraint note_request_belongs_to_circle unique (id, circle),
    foreign key (dispute_id, account_id, circle) references dispute (id, account_id, circle)
);
comment on column note_request.ended_at is 'When its notes were issued, or it was taken back.';
create unique index note_request_open_once on note_request (dispute_id) where ended_at is null;
create index note_request_by_dispute on note_request (dispute_id);

create table note_draft (
    id bigint generated always as identity primary key,
    request_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    taxable_amount numeric(15, 2) not null constraint note_draft_taxable_not_negative check (taxable_amount >= 0),
    tax_amount numeric(15, 2) not null constraint note_draft_tax_not_negative check (tax_amount >= 0),
    total_amount numeric(15, 2) not null constraint note_draft_total_is_positive check (total_amount > 0),
    note_id bigint references note,
    constraint note_draft_total_is_taxable_plus_tax check (total_amount = taxable_amount + tax_amount),
    foreign key (request_id, circle) references note_request (id, circle)
);
create unique index note_draft_once on note_draft (request_id, invoice_id);
create unique index note_draft_becomes_one_note on note_draft (note_id) where note_id is not null;
create index note_draft_by_invoice on note_draft (invoice_id);

create table note_approval (
    request_id bigint not null,
    circle text not null,
    step integer not null constraint note_approval_of_a_step check (step between 1 and 9),
    why text constraint note_approval_why_length check (length(why) between 1 and 500),
    approved_at timestamptz not null default app_now(),
    approved_by text not null default app_actor(),
    primary key (request_id, step),
    constraint note_approval_by_another_each_time unique (request_id, approved_by),
    foreign key (request_id, circle) references note_request (id, circle)
);

-- The last number of each series: its row is locked from the taking of a number until the note is recorded or nothing is.
create table note_series (
    prefix text primary key constraint note_series_prefix_shape check (prefix ~ '^(CN|DN)[0-9]{2}[0-9A-Z]/[0-9]{4}/$'),
    kind text not null constraint note_series_kind_is_known check (kind in ('CREDIT', 'DEBIT')),
    supplier_gstin text not null,
    financial_year integer not null,
    last_number integer not null constraint note_series_number_in_range check (last_number between 1 and 99999)
);
comment on column note_series.supplier_gstin is 'Empty where the invoice names none of ours: such notes are numbered apart.';
create unique index note_series_is_unique on note_series (kind, supplier_gstin, financial_year);

select guard_circle('note_request'), guard_circle('note_draft'), guard_circle('note_approval');
select audit_table('note_approval_step'), audit_table('note_request'), audit_table('note_draft'), audit_table('note_approval'),
       audit_table('note_series');
grant select on note_approval_step, note_series to circledesk_app;
grant select, insert on note_request, note_draft, note_approval to circledesk_app;
grant insert on note_approval_step to circledesk_app;
grant update (ended_at) on note_request to circledesk_app;
grant update (note_id) on note_draft to circledesk_app;
grant usage on sequence note_request_seq to circledesk_app;
create trigger note_request_is_append_only before delete or truncate on note_request for each statement execute function refuse_change();
create trigger note_draft_is_append_only before delete or truncate on note_draft for each statement execute function refuse_change();
create trigger note_approval_is_append_only before update or delete or truncate on note_approval
    for each statement execute function refuse_change();
create trigger note_series_is_append_only before delete or truncate on note_series for each statement execute function refuse_change();

-- Takes the next number of the series: kind, GSTIN's state and entity, financial year, at most 16 characters. Nobody else writes
-- the series, and who takes a number has to record its note in the same transaction.
create function take_note_number(kind text, supplier_gstin text, issued_on date) returns text
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    gstin text := coalesce(supplier_gstin, '');
    begun integer := extract(year from issued_on)::integer - case when extract(month from issued_on) < 4 then 1 else 0 end;
    series text := format('%s%s/%s/', case kind when 'CREDIT' then 'CN' else 'DN' end,
                          case when gstin = '' then '000' else substr(gstin, 1, 2) || substr(gstin, 13, 1) end,
                          to_char(begun % 100, 'FM00') || to_char((begun + 1) % 100, 'FM00'));
    taken integer;
begin
    insert into note_series as s (prefix, kind, supplier_gstin, financial_year, last_number)
    values (series, kind, gstin, begun, 1)
    on conflict (prefix) do update set last_number = s.last_number + 1 where s.supplier_gstin = excluded.supplier_gstin
    returning last_number into taken;
    if taken is null then
        raise exception 'Two GSTINs of one state and entity cannot share a series of notes.'
            using errcode = 'P0D01', constraint = 'note_series_of_one_gstin';
    end if;
    return series || to_char(taken, 'FM00000');
end $$;
revoke execute on function take_note_number(text, text, date) from public;
grant execute on function take_note_number(text, text, date) to circledesk_app;

create function note_number_is_used() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if not exists (select from note n where n.note_no = new.prefix || to_char(new.last_number, 'FM00000') and n.import_id is null) then
        raise exception 'A number of a series is taken with its note.' using errcode = 'P0D01', constraint = 'note_number_taken_with_its_note';
    end if;
    return null;
end $$;
create constraint trigger note_number_is_used after insert or update on note_series deferrable initially deferred
    for each row execute function note_number_is_used();

-- A note of a file may not bear a number of ours, nor may anybody write one by hand.
create function note_number_of_a_series() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n
    where upper(n.note_no) ~ '^(CN|DN)[0-9]{2}[0-9A-Z]/[0-9]{4}/[0-9]{5}$'
      and (n.import_id is not null or not exists (
          select from note_series s where n.note_no = s.prefix || to_char(s.last_number, 'FM00000')));
    if found then
        raise exception 'This number is of our own series: it is given when a note is issued here.'
            using errcode = 'P0D01', constraint = 'note_number_of_our_series';
    end if;
    return null;
end $$;
create trigger note_number_of_a_series after insert on note referencing new table as new_rows
    for each statement execute function note_number_of_a_series();

-- A dispute is settled by notes of its own account.
create function dispute_note_of_its_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n join note t on t.id = n.note_id
    where (t.account_id, t.circle) is distinct from (n.account_id, n.circle) or t.reversed_at is not null;
    if found then
        raise exception 'A dispute and its notes are of one account, and not taken back.'
            using errcode = 'P0D01', constraint = 'dispute_note_of_its_account';
    end if;
    return null;
end $$;
create trigger dispute_note_of_its_account after insert on dispute_note referencing new table as new_rows
    for each statement execute function dispute_note_of_its_account();
revoke execute on function dispute_note_of_its_account() from public;

-- Whoever decided the dispute or asked for its note does not approve it; a step of the chain, each by somebody else.
create function note_approval_given() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n join note_request r on r.id = n.request_id
    where r.requested_by = n.approved_by
       or exists (select from dispute_event e where e.dispute_id = r.dispute_id and e.to_status = 'DECIDED' and e.recorded_by = n.approved_by
                    and e.from_status in ('VALIDATING', 'JOINT_MEETING')
                    and e.id = (select max(x.id) from dispute_event x where x.dispute_id = r.dispute_id and x.to_status = 'DECIDED'
                                  and x.from_status in ('VALIDATING', 'JOINT_MEETING')));
    if found then
        raise exception 'Who decided or asked for the note does not approve it.'
            using errcode = 'P0D01', constraint = 'note_approval_by_another_person';
    end if;
    perform 1 from new_rows n join note_request r on r.id = n.request_id join dispute d on d.id = r.dispute_id
    where r.ended_at is not null or d.status <> 'NOTE_REQUESTED';
    if found then
        raise exception 'There is nothing to be approved.' using errcode = 'P0D01', constraint = 'note_approval_while_requested';
    end if;
    return null;
end $$;
create trigger note_approval_given after insert on note_approval referencing new table as new_rows
    for each statement execute function note_approval_given();

-- Steps that this request still has to take.
create function note_steps_missing(request bigint) returns table (step integer, role text)
    language sql stable
    as $$
    select s.step, s.role
    from note_request r
    join note_approval_step s on s.from_on = (select max(x.from_on) from note_approval_step x
                                              where x.from_on <= (r.requested_at at time zone 'Asia/Kolkata')::date)
    where r.id = request and r.total_amount > s.above_amount
      and not exists (select from note_approval a where a.request_id = r.id and a.step = s.step)
    order by s.step
    $$;

-- A draft becomes the note that it says: of its invoice and amounts, dated the day of issue, after approval, in time or allowed.
create function note_draft_issued() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    wrong text;
begin
    select case
               when o.note_id is not null then 'twice'
               when d.status <> 'APPROVED' or r.ended_at is not null then 'unapproved'
               when (t.invoice_id, t.kind, t.total_amount, t.taxable_amount, t.tax_amount)
                    is distinct from (n.invoice_id, 'CREDIT', n.total_amount, n.taxable_amount, n.tax_amount) then 'other'
               when t.note_date <> (t.recorded_at at time zone 'Asia/Kolkata')::date then 'dated'
               else 'late'
           end
    into wrong
    from new_rows n join old_rows o using (id)
    join note_request r on r.id = n.request_id join dispute d on d.id = r.dispute_id
    left join note t on t.id = n.note_id
    join invoice i on i.id = n.invoice_id
    join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
    where n.note_id is distinct from o.note_id
      and (o.note_id is not null or d.status <> 'APPROVED' or r.ended_at is not null
           or (t.invoice_id, t.kind, t.total_amount, t.taxable_amount, t.tax_amount)
              is distinct from (n.invoice_id, 'CREDIT', n.total_amount, n.taxable_amount, n.tax_amount)
           or t.note_date <> (t.recorded_at at time zone 'Asia/Kolkata')::date
           or t.note_date > i.invoice_date + w.length_days and not exists (
                  select from dispute_exception e
                  where e.dispute_id = d.id and e.kind = 'LATE_NOTE' and e.allowed))
    limit 1;
    if wrong = 'twice' then
        perform dispute_refuse('note_draft_issued_once', 'A draft becomes one note, and remains it.');
    elsif wrong = 'unapproved' then
        perform dispute_refuse('note_issued_after_approval', 'A note is issued once its request is approved.');
    elsif wrong = 'other' then
        perform dispute_refuse('note_is_its_draft', 'A note is what its approved draft says.');
    elsif wrong = 'dated' then
        perform dispute_refuse('note_dated_the_day_of_issue', 'A note is dated the day of its issue.');
    elsif wrong = 'late' then
        perform dispute_refuse('note_within_its_window', 'The window for a note has closed: the head has to allow it.');
    end if;
    return null;
end $$;
create trigger note_draft_issued after update on note_draft referencing old table as old_rows new table as new_rows
    for each statement execute function note_draft_issued();
revoke execute on function note_number_is_used(), note_number_of_a_series(), note_approval_given(), note_draft_issued() from public;

-- What belongs to a step stands before it is taken: drafts of what is valid and not credited yet, every approval, every note.
create function dispute_note_steps() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows n
    where n.to_status = 'NOTE_REQUESTED'
      and exists (
          select from (select l.invoice_id, sum(l.decided_amount) as amount from dispute_line l
                       where l.dispute_id = n.dispute_id group by l.invoice_id) v
          left join (select c.invoice_id, sum(c.amount) as amount from dispute_credited c
                     where c.dispute_id = n.dispute_id group by c.invoice_id) c using (invoice_id)
          full join (select f.invoice_id, f.total_amount as amount from note_draft f join note_request r on r.id = f.request_id
                     where r.dispute_id = n.dispute_id and r.ended_at is null) f using (invoice_id)
          where coalesce(v.amount, 0) - coalesce(c.amount, 0) <> coalesce(f.amount, 0));
    if found then
        perform dispute_refuse('note_drafts_are_what_is_valid', 'The drafts are what was found valid and is not credited yet.');
    end if;
    perform 1 from new_rows n
    where n.to_status = 'NOTE_REQUESTED'
      and (select sum(f.total_amount) from note_draft f join note_request r on r.id = f.request_id
           where r.dispute_id = n.dispute_id and r.ended_at is null)
          is distinct from (select r.total_amount from note_request r where r.dispute_id = n.dispute_id and r.ended_at is null);
    if found then
        perform dispute_refuse('note_request_is_the_sum_of_its_drafts', 'A request is the sum of its drafts.');
    end if;
    perform 1 from new_rows n join note_request r on r.dispute_id = n.dispute_id and r.ended_at is null
    where n.to_status = 'APPROVED' and exists (select from note_steps_missing(r.id));
    if found then
        perform dispute_refuse('note_approved_by_everybody', 'The note is not approved by everybody it needs.');
    end if;
    perform 1 from new_rows n
    where n.to_status = 'ISSUED'
      and (select r.total_amount from note_request r where r.dispute_id = n.dispute_id and r.ended_at is null)
          is distinct from (
          select sum(t.total_amount) from note_draft f join note_request r on r.id = f.request_id
          join note t on t.id = f.note_id join dispute_note d on d.note_id = t.id and d.dispute_id = n.dispute_id
          where r.dispute_id = n.dispute_id and r.ended_at is null and t.reversed_at is null
            and exists (select from ledger_entry e where e.note_id = t.id));
    if found then
        perform dispute_refuse('dispute_issued_with_its_notes', 'A dispute is issued with the notes that settle it, posted and linked.');
    end if;
    update note_request r set ended_at = n.recorded_at
    from new_rows n
    where r.dispute_id = n.dispute_id and r.ended_at is null
      and (n.to_status = 'ISSUED' or n.to_status = 'DECIDED' and n.from_status in ('NOTE_REQUESTED', 'APPROVED'));
    return null;
end $$;
revoke execute on function dispute_note_steps() from public;
create trigger dispute_note_steps after insert on dispute_event referencing new table as new_rows
    for each statement execute function dispute_note_steps();
