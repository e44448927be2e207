-- Notes beside those that settle a dispute: debit notes for what was billed too low, SLA notes, notes over several invoices, the
-- cancellation of a note, and the counter-note where it can no longer be cancelled. All take the same chain and the same series.

alter table note
    add column class text not null default 'CORRECTION' constraint note_class_is_known check (class in ('CORRECTION', 'SLA', 'COUNTER')),
    add column against_note_id bigint references note,
    add constraint note_counters_a_note check ((class = 'COUNTER') = (against_note_id is not null));
comment on column note.class is 'CORRECTION: of what was billed; SLA: for service that fell short; COUNTER: undoes another note.';
create unique index note_countered_once on note (against_note_id) where against_note_id is not null and reversed_at is null;

-- What of a note over several invoices is for which of them. Such a note names no invoice itself.
create table note_line (
    id bigint generated always as identity,
    note_id bigint not null references note,
    invoice_id bigint not null references invoice,
    circle text not null,
    taxable_amount numeric(15, 2) not null,
    tax_amount numeric(15, 2) not null,
    total_amount numeric(15, 2) not null,
    primary key (note_id, invoice_id),
    constraint note_line_total_is_taxable_plus_tax
        check (total_amount = taxable_amount + tax_amount and taxable_amount >= 0 and tax_amount >= 0 and total_amount > 0)
);
create index note_line_by_invoice on note_line (invoice_id);
select guard_circle('note_line'), audit_table('note_line');
grant select, insert on note_line to circledesk_app;
create trigger note_line_is_append_only before update or delete or truncate on note_line
    for each statement execute function refuse_change();

create function note_line_recorded() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from new_rows l join note n on n.id = l.note_id join invoice i on i.id = l.invoice_id
    where n.invoice_id is not null or (i.account_id, i.circle, l.circle) is distinct from (n.account_id, n.circle, n.circle)
       or n.note_date < greatest(i.invoice_date, i.opening_on);
    if not found then
        perform 1 from note n join note_line l on l.note_id = n.id
        where n.id in (select note_id from new_rows)
        group by n.id
        having (sum(l.taxable_amount), sum(l.tax_amount), sum(l.total_amount))
               is distinct from (n.taxable_amount, n.tax_amount, n.total_amount);
    end if;
    if found then
        perform dispute_refuse('note_lines_are_of_their_note', 'A note is the sum of its lines, all of one account and none before its invoice.');
    end if;
    return null;
end $$;
create trigger note_line_recorded after insert on note_line referencing new table as new_rows
    for each statement execute function note_line_recorded();

create view note_part with (security_invoker = true) as
    select note_id, invoice_id, taxable_amount, tax_amount, total_amount from note_line
    union all
    select id, invoice_id, taxable_amount, tax_amount, total_amount from note where invoice_id is not null;
comment on view note_part is 'What of each note is for which invoice, whether it names one or several.';
grant select on note_part to circledesk_app;

create or replace view note_state with (security_invoker = true) as
    select n.id as note_id, i.irn, i.ack_no, i.acked_at, n.note_date + k.reporting_days - 1 as report_by,
           coalesce(a.what, 'PENDING') as acceptance, a.happened_on as acceptance_on, a.why as acceptance_why,
           case when b.what = 'BOOKED' then b.happened_on end as booked_on,
           n.reversed_at is null and n.class <> 'COUNTER'
               and not exists (select from note c where c.against_note_id = n.id and c.reversed_at is null) as stands
    from note n
    cross join lateral (select reporting_days from note_clock c where c.from_on <= n.note_date order by c.from_on desc limit 1) k
    left join note_event i on i.note_id = n.id and i.what = 'IRN'
    left join lateral (select e.what, e.happened_on, e.why from note_event e
                       where e.note_id = n.id and e.what in ('ACCEPTED', 'REJECTED', 'PENDING') order by e.id desc limit 1) a on true
    left join lateral (select e.what, e.happened_on from note_event e
                       where e.note_id = n.id and e.what in ('BOOKED', 'NOT_BOOKED') order by e.id desc limit 1) b on true;
comment on column note_state.stands is 'Neither cancelled nor countered, and no counter-note itself.';

-- Requests of every purpose. One that settles a dispute goes with the dispute's stages; the others have none but their own.
alter table note_request
    alter column dispute_id drop not null,
    add column purpose text not null default 'CORRECTION' constraint note_request_purpose_is_known
        check (purpose in ('CORRECTION', 'UNDERBILLED', 'SLA', 'COUNTER', 'CANCELLATION')),
    add column kind text not null default 'CREDIT' constraint note_request_kind_is_known check (kind in ('CREDIT', 'DEBIT')),
    add column why text constraint note_request_why_length check (length(why) between 1 and 500),
    add column found_in bigint,
    add column against_note_id bigint references note,
    add column one_note boolean not null default false,
    add column ended_why text constraint note_request_ended_why_length check (length(ended_why) between 1 and 500),
    add constraint note_request_fits_its_purpose check (
        case purpose
            when 'CORRECTION' then dispute_id is not null and kind = 'CREDIT' and num_nonnulls(found_in, against_note_id) = 0
            when 'UNDERBILLED' then kind = 'DEBIT' and why is not null and num_nonnulls(dispute_id, against_note_id) = 0
            when 'SLA' then kind = 'CREDIT' and why is not null and num_nonnulls(dispute_id, found_in, against_note_id) = 0
            else why is not null and against_note_id is not null and num_nonnulls(dispute_id, found_in) = 0
        end),
    add constraint note_request_found_in_account_id_circle_fkey
        foreign key (found_in, account_id, circle) references dispute (id, account_id, circle);
comment on column note_request.dispute_id is 'The dispute that it settles; null where it settles none.';
comment on column note_request.found_in is 'The dispute in which it was found that too little was billed.';
comment on column note_request.one_note is 'Its drafts become one note, instead of one for each invoice.';
create unique index note_request_against_once on note_request (against_note_id) where against_note_id is not null and ended_at is null;
create index note_request_waiting on note_request (id) where ended_at is null;
create index note_request_by_found_in on note_request (found_in) where found_in is not null;
grant update (ended_why) on note_request to circledesk_app;

drop index note_draft_becomes_one_note;
create index note_draft_by_note on note_draft (note_id) where note_id is not null;

alter table dispute_exception
    alter column dispute_id drop not null,
    add column request_id bigint,
    add constraint dispute_exception_of_dispute_or_request check (num_nonnulls(dispute_id, request_id) = 1),
    add constraint dispute_exception_request_id_circle_fkey foreign key (request_id, circle) references note_request (id, circle);
create unique index dispute_exception_of_request_once on dispute_exception (request_id) where request_id is not null and decided_at is null;

-- A note is credited or given back as a whole, at the moments of its entries; a counter-note gives back.
create or replace view dispute_credited with (security_invoker = true) as
    select l.dispute_id, p.invoice_id, m.effective_on, m.recorded_at, p.total_amount * m.sign as amount, coalesce(p.tax_amount, 0) * m.sign as tax
    from dispute_note l
    join note t on t.id = l.note_id and (t.kind = 'CREDIT') = (t.class <> 'COUNTER')
    join note_part p on p.note_id = t.id
    cross join lateral (
        select min(e.effective_on) as effective_on, min(e.recorded_at) as recorded_at,
               case when (e.kind = 'REVERSAL') = (t.kind = 'CREDIT') then -1 else 1 end as sign
        from ledger_entry e
        where e.note_id = t.id and e.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
        group by e.kind = 'REVERSAL') m;

-- As before, but credited is what a note credits that still stands, and an SLA note corrects no bill.
create or replace function dispute_earlier_claims(invoice bigint, invoice_line bigint, but_of bigint default null)
    returns table (kind text, document text, amount numeric, dated_on date)
    language sql stable
    as $$
    with asked as (
        select i.id, i.account_id, l.id as line_id, l.site_id, l.period, l.charge_type
        from invoice i left join invoice_line l on l.id = invoice_line
        where i.id = invoice
    ), same as (
        select a.id as invoice_id, a.line_id from asked a where a.line_id is not null
        union
        select t.invoice_id, t.id
        from asked a join invoice_line t on t.site_id = a.site_id and t.period = a.period and t.charge_type = a.charge_type
        join invoice i on i.id = t.invoice_id and i.account_id = a.account_id
        where a.line_id is not null and t.reversed_at is null
    ), claimed as (
        select l.dispute_id, l.disputed_amount, l.decided_amount
        from asked a join dispute_line l on l.invoice_id = a.id where a.line_id is null
        union all
        select l.dispute_id, l.disputed_amount, l.decided_amount from same s join dispute_line l on l.invoice_line_id = s.line_id
        union all
        select l.dispute_id, l.disputed_amount, l.decided_amount
        from (select distinct invoice_id from same) s join dispute_line l on l.invoice_id = s.invoice_id and l.invoice_line_id is null
    )
    select distinct case when d.ended_on is null then 'DISPUTE' else 'CREDITED' end, d.dispute_ref,
           case when d.ended_on is null then c.disputed_amount else c.decided_amount end, coalesce(d.ended_on, d.raised_on)
    from claimed c
    join dispute d on d.id = c.dispute_id
    where d.id is distinct from but_of
      and (d.ended_on is null or (c.decided_amount > 0 and exists (
              select from dispute_note n join note t on t.id = n.note_id
              where n.dispute_id = d.id and t.class <> 'COUNTER' and t.reversed_at is null
                and not exists (select from note u where u.against_note_id = t.id and u.reversed_at is null))))
    union
    select 'NOTE', n.note_no, p.total_amount, n.note_date
    from asked a join note_part p on p.invoice_id = a.id join note n on n.id = p.note_id
    where a.line_id is null and n.kind = 'CREDIT' and n.class = 'CORRECTION' and n.reversed_at is null
      and not exists (select from note u where u.against_note_id = n.id and u.reversed_at is null)
      and not exists (select from dispute_note t where t.note_id = n.id)
    $$;

create or replace function note_approval_given() returns trigger
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
    perform 1 from new_rows n join note_request r on r.id = n.request_id left join dispute d on d.id = r.dispute_id
    where r.ended_at is not null or d.status <> 'NOTE_REQUESTED';
    if found then
        raise exception 'There is nothing to be approved.' using errcode = 'P0D01', constraint = 'note_approval_while_requested';
    end if;
    return null;
end $$;

-- Whether every step was taken and the request still waits to be carried out.
create function note_request_is_approved(request bigint) returns boolean
    language sql stable
    as $$
    select r.ended_at is null and coalesce(d.status = 'APPROVED', true) and not exists (select from note_steps_missing(r.id))
    from note_request r left join dispute d on d.id = r.dispute_id where r.id = request
    $$;

create or replace function note_draft_issued() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    wrong text;
begin
    select c.wrong into wrong
    from (
        select case
                   when o.note_id is not null then 'twice'
                   when not note_request_is_approved(r.id) then 'unapproved'
                   when (p.invoice_id, t.kind, t.class, t.against_note_id, p.total_amount, p.taxable_amount, p.tax_amount)
                        is distinct from
                        (n.invoice_id, r.kind, case when r.purpose in ('SLA', 'COUNTER') then r.purpose else 'CORRECTION' end, r.against_note_id,
                         n.total_amount, n.taxable_amount, n.tax_amount)
                        or exists (select from note_draft x where x.note_id = n.note_id and x.request_id <> n.request_id) then 'other'
                   when t.note_date <> (t.recorded_at at time zone 'Asia/Kolkata')::date then 'dated'
                   when t.note_date > i.invoice_date + w.length_days and not exists (
                       select from dispute_exception e
                       where (e.dispute_id = r.dispute_id or e.request_id = r.id) and e.kind = 'LATE_NOTE' and e.allowed) then 'late'
               end as wrong
        from new_rows n join old_rows o using (id)
        join note_request r on r.id = n.request_id
        left join note t on t.id = n.note_id
        left join note_part p on p.note_id = n.note_id and p.invoice_id = n.invoice_id
        join invoice i on i.id = n.invoice_id
        join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
        where n.note_id is distinct from o.note_id
    ) c
    where c.wrong is not null limit 1;
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

-- The dispute goes back once a note of it no longer counts, and only then.
insert into dispute_transition values ('ISSUED', 'DECIDED', true), ('ACCOUNTED', 'DECIDED', true);

create or replace function dispute_note_steps() returns trigger
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
    where n.to_status = 'ISSUED' and n.from_status = 'APPROVED'
      and (select r.total_amount from note_request r where r.dispute_id = n.dispute_id and r.ended_at is null)
          is distinct from (
          select sum(f.total_amount) from note_draft f join note_request r on r.id = f.request_id
          join note t on t.id = f.note_id join dispute_note d on d.note_id = t.id and d.dispute_id = n.dispute_id
          where r.dispute_id = n.dispute_id and r.ended_at is null and t.reversed_at is null
            and exists (select from ledger_entry e where e.note_id = t.id));
    if found then
        perform dispute_refuse('dispute_issued_with_its_notes', 'A dispute is issued with the notes that settle it, posted and linked.');
    end if;
    perform 1 from new_rows n join dispute d on d.id = n.dispute_id
    where n.to_status = 'DECIDED' and n.from_status in ('ISSUED', 'ACCOUNTED')
      and d.decided_amount <= (select coalesce(sum(c.amount), 0) from dispute_credited c where c.dispute_id = n.dispute_id);
    if found then
        perform dispute_refuse('dispute_undone_with_its_notes', 'A dispute goes back when a note of it is cancelled or countered.');
    end if;
    update note_request r set ended_at = n.recorded_at
    from new_rows n
    where r.dispute_id = n.dispute_id and r.ended_at is null
      and (n.to_status = 'ISSUED' or n.to_status = 'DECIDED' and n.from_status in ('NOTE_REQUESTED', 'APPROVED'));
    return null;
end $$;

create or replace function dispute_accounted_with_its_notes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    waits text;
begin
    select t.note_no into waits
    from new_rows n join dispute_note l on l.dispute_id = n.dispute_id join note t on t.id = l.note_id
    join note_state s on s.note_id = t.id
    where n.to_status = 'ACCOUNTED' and s.stands and s.booked_on is null limit 1;
    if found then
        perform dispute_refuse('dispute_accounted_when_booked', format('The customer has not booked note %s yet.', waits));
    end if;
    return null;
end $$;

-- The trail tells series apart by this: with none, two that take turns looked like one whose trail is broken.
alter table note_series add column id bigint generated always as identity;

-- The first two who number at once both begin the series: one of them waits for the other, whichever index meets first.
create or replace function take_note_number(kind text, supplier_gstin text, issued_on date) returns text
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
    insert into note_series (prefix, kind, supplier_gstin, financial_year, last_number)
    values (series, kind, gstin, begun, 1) on conflict do nothing
    returning last_number into taken;
    if taken is null then
        update note_series s set last_number = s.last_number + 1 where s.prefix = series and s.supplier_gstin = gstin
        returning last_number into taken;
    end if;
    if taken is null then
        raise exception 'Two GSTINs of one state and entity cannot share a series of notes.'
            using errcode = 'P0D01', constraint = 'note_series_of_one_gstin';
    end if;
    return series || to_char(taken, 'FM00000');
end $$;

-- Cancelling.
alter table note_clock add column irn_cancel_hours integer not null default 24
    constraint note_clock_irn_cancel_hours_in_range check (irn_cancel_hours between 0 and 1000);
comment on column note_clock.irn_cancel_hours is 'Within how many hours of its acknowledgement the portal cancels an e-invoice reference.';

create function note_not_cancelled_because(note bigint) returns text
    language sql stable
    as $$
    select case
               when not exists (select from note_draft f where f.note_id = n.id) then format('Note %s was not issued here.', n.note_no)
               when n.reversed_at is not null then format('Note %s is cancelled already.', n.note_no)
               when n.class <> 'COUNTER' and not s.stands then format('Note %s was undone by a counter-note.', n.note_no)
               when s.booked_on is not null then format('The customer has booked note %s.', n.note_no)
               when s.acceptance = 'ACCEPTED' then format('The customer has accepted note %s.', n.note_no)
               when s.acked_at + make_interval(hours => k.irn_cancel_hours) < app_now()
                   then format('The e-invoice reference of note %s is older than %s hours: the portal cancels it no more.', n.note_no,
                               k.irn_cancel_hours)
               when first_open_day(n.note_date) <> n.note_date then format('The month of note %s is closed.', n.note_no)
               when exists (select from allocation a where a.note_id = n.id and a.reversed_at is null)
                   then format('Credit of note %s is applied to another invoice.', n.note_no)
           end
    from note n join note_state s on s.note_id = n.id
    cross join lateral (select * from note_clock c where c.from_on <= n.note_date order by c.from_on desc limit 1) k
    where n.id = note
    $$;
comment on function note_not_cancelled_because(bigint) is 'Why it can only be undone by a counter-note, as a sentence; null where it can be cancelled.';

-- Asked before the row changes, so that the note still stands as it did.
create function note_cancelled() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    refused text;
begin
    if exists (select from note_draft f where f.note_id = old.id) then
        refused := note_not_cancelled_because(old.id);
        if refused is not null then
            perform dispute_refuse('note_cancelled_in_time', refused || ' A counter-note undoes it.');
        end if;
        if not exists (select from note_request r
                       where r.against_note_id = old.id and r.purpose = 'CANCELLATION' and note_request_is_approved(r.id)) then
            perform dispute_refuse('note_cancelled_as_approved', 'A note issued here is cancelled once another person approved it.');
        end if;
    end if;
    return new;
end $$;
create trigger note_cancelled before update on note for each row
    when (old.reversed_at is null and new.reversed_at is not null) execute function note_cancelled();
revoke execute on function note_line_recorded(), note_cancelled() from public;
