-- Documents behind the ledger. Never edited and never deleted: what changes is only that a document is reversed
-- (which frees its number) or that a receipt is identified.

create sequence invoice_seq;
create table invoice (
    id bigint primary key default nextval('invoice_seq'),
    invoice_no text not null constraint invoice_no_length check (length(invoice_no) between 1 and 40),
    document_type text not null default 'INVOICE'
        constraint invoice_document_type_is_known check (document_type in ('INVOICE', 'DEBIT_NOTE')),
    account_id bigint not null,
    circle text not null,
    charge_type text not null constraint invoice_charge_type_is_known
        check (charge_type in ('RENTAL', 'LOADING', 'ENERGY', 'ONE_TIME', 'EXIT', 'INTEREST', 'OTHER')),
    invoice_date date not null,
    due_date date not null,
    taxable_amount numeric(15, 2) not null constraint invoice_taxable_not_negative check (taxable_amount >= 0),
    tax_amount numeric(15, 2) not null constraint invoice_tax_not_negative check (tax_amount >= 0),
    total_amount numeric(15, 2) not null constraint invoice_total_is_positive check (total_amount > 0),
    period text constraint invoice_period_is_a_month check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    irn text,
    supplier_gstin text,
    customer_gstin text,
    po_number text,
    opening_open_amount numeric(15, 2),
    opening_on date,
    import_id bigint,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    constraint invoice_total_is_taxable_plus_tax check (total_amount = taxable_amount + tax_amount),
    constraint invoice_not_due_before_its_date check (due_date >= invoice_date),
    constraint invoice_opening_is_amount_and_day check ((opening_open_amount is null) = (opening_on is null)),
    constraint invoice_opening_within_total check (opening_open_amount > 0 and opening_open_amount <= total_amount),
    constraint invoice_opening_not_before_invoice check (opening_on >= invoice_date),
    constraint invoice_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column invoice.import_id is
    'Without a foreign key, as in the other tables that imports fill by the million: the ledger checks that it exists.';
comment on table invoice is 'An open item: an invoice, or a debit note that refers to none and so stands for itself.';
create unique index invoice_number_is_unique on invoice (lower(invoice_no) text_pattern_ops) where reversed_at is null;
create index invoice_by_account on invoice (account_id, invoice_date);
create index invoice_by_import on invoice using brin (import_id);

create sequence invoice_line_seq;
create table invoice_line (
    id bigint primary key default nextval('invoice_line_seq'),
    invoice_id bigint not null references invoice,
    line_no integer not null constraint invoice_line_no_is_positive check (line_no > 0),
    circle text not null,
    site_id bigint references site,
    tenancy text constraint invoice_line_tenancy_is_known check (tenancy in ('ANCHOR', 'COLO')),
    charge_type text not null constraint invoice_line_charge_type_is_known
        check (charge_type in ('RENTAL', 'LOADING', 'ENERGY', 'ONE_TIME', 'EXIT', 'INTEREST', 'OTHER')),
    period text not null constraint invoice_line_period_is_a_month check (period ~ '^\d{4}-(0[1-9]|1[0-2])$'),
    taxable_amount numeric(15, 2) not null,
    tax_amount numeric(15, 2) not null,
    import_id bigint,
    reversed_at timestamptz
);
create unique index invoice_line_once on invoice_line (invoice_id, line_no) where reversed_at is null;
create index invoice_line_by_site on invoice_line (site_id) where site_id is not null;
create index invoice_line_by_import on invoice_line using brin (import_id);

create sequence receipt_seq;
create table receipt (
    id bigint primary key default nextval('receipt_seq'),
    receipt_no text not null constraint receipt_no_length check (length(receipt_no) between 1 and 40),
    received_on date not null,
    amount numeric(15, 2) not null constraint receipt_amount_is_positive check (amount > 0),
    account_id bigint,
    circle text,
    utr text,
    remitter text,
    narration text,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    identified_at timestamptz,
    identified_by text,
    reversed_at timestamptz,
    constraint receipt_account_has_circle check ((account_id is null) = (circle is null)),
    constraint receipt_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column receipt.account_id is 'Null: nobody knows yet whose money it is; it stands in its queue and is no ledger entry.';
create unique index receipt_number_is_unique on receipt (lower(receipt_no) text_pattern_ops) where reversed_at is null;
create index receipt_by_account on receipt (account_id, received_on);
create index receipt_unidentified on receipt (received_on) where account_id is null and reversed_at is null;
create index receipt_by_utr on receipt (lower(utr)) where utr is not null;
create index receipt_by_import on receipt using brin (import_id);

create sequence note_seq;
create table note (
    id bigint primary key default nextval('note_seq'),
    note_no text not null constraint note_no_length check (length(note_no) between 1 and 40),
    kind text not null constraint note_kind_is_known check (kind in ('CREDIT', 'DEBIT')),
    account_id bigint not null,
    circle text not null,
    note_date date not null,
    total_amount numeric(15, 2) not null constraint note_total_is_positive check (total_amount > 0),
    taxable_amount numeric(15, 2) constraint note_taxable_not_negative check (taxable_amount >= 0),
    tax_amount numeric(15, 2) constraint note_tax_not_negative check (tax_amount >= 0),
    invoice_id bigint,
    reason text,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    constraint note_split_is_whole check ((taxable_amount is null) = (tax_amount is null)),
    constraint note_total_is_taxable_plus_tax check (total_amount = taxable_amount + tax_amount),
    constraint note_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle),
    foreign key (invoice_id, account_id, circle) references invoice (id, account_id, circle)
);
comment on column note.invoice_id is 'The invoice it refers to, or the open item that a debit note without invoice is itself.';
create unique index note_number_is_unique on note (lower(note_no) text_pattern_ops) where reversed_at is null;
create index note_by_account on note (account_id, note_date);
create index note_by_invoice on note (invoice_id) where invoice_id is not null;
create index note_by_import on note using brin (import_id);

create sequence allocation_seq;
create table allocation (
    id bigint primary key default nextval('allocation_seq'),
    receipt_id bigint,
    note_id bigint,
    invoice_id bigint not null,
    account_id bigint not null,
    circle text not null,
    amount numeric(15, 2) not null constraint allocation_amount_not_negative check (amount >= 0),
    tds_amount numeric(15, 2) not null default 0 constraint allocation_tds_not_negative check (tds_amount >= 0),
    gst_tds_amount numeric(15, 2) not null default 0 constraint allocation_gst_tds_not_negative check (gst_tds_amount >= 0),
    deduction_amount numeric(15, 2) not null default 0
        constraint allocation_deduction_not_negative check (deduction_amount >= 0),
    deduction_reason text,
    keyed_on date not null,
    effective_on date not null,
    reason text,
    import_id bigint,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    constraint allocation_from_receipt_or_note check (num_nonnulls(receipt_id, note_id) = 1),
    constraint allocation_moves_something check (amount + tds_amount + gst_tds_amount + deduction_amount > 0),
    constraint allocation_nothing_only_with_tax check (amount > 0 or tds_amount + gst_tds_amount > 0),
    constraint allocation_belongs_to_account unique (id, account_id, circle),
    foreign key (receipt_id, account_id, circle) references receipt (id, account_id, circle),
    foreign key (note_id, account_id, circle) references note (id, account_id, circle),
    foreign key (invoice_id, account_id, circle) references invoice (id, account_id, circle)
);
comment on column allocation.keyed_on is
    'The date of its natural key: as given or by default, before a locked month moved it to effective_on.';
create unique index allocation_receipt_once on allocation (receipt_id, invoice_id, keyed_on)
    where receipt_id is not null and reversed_at is null;
create unique index allocation_note_once on allocation (note_id, invoice_id, keyed_on)
    where note_id is not null and reversed_at is null;
create index allocation_by_receipt on allocation (receipt_id) where receipt_id is not null;
create index allocation_by_note on allocation (note_id) where note_id is not null;
create index allocation_by_invoice on allocation (invoice_id);
create index allocation_by_account on allocation (account_id);
create index allocation_by_import on allocation using brin (import_id);

-- What the ERP says an account owes: compared, never posted.
create table gl_balance (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    balance_on date not null,
    balance numeric(15, 2) not null,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz,
    foreign key (account_id, circle) references account (id, circle)
);
create unique index gl_balance_once on gl_balance (account_id, balance_on) where reversed_at is null;
create index gl_balance_by_import on gl_balance using brin (import_id);

create table invoice_attachment (
    id bigint generated always as identity primary key,
    invoice_id bigint not null references invoice,
    circle text not null,
    kind text not null constraint invoice_attachment_kind_is_known check (kind in ('COPY', 'PROOF_OF_SUBMISSION', 'OTHER')),
    file_name text not null constraint invoice_attachment_name_length check (length(file_name) between 1 and 200),
    content_type text not null,
    size_bytes integer not null,
    sha256 text not null,
    content bytea not null,
    attached_at timestamptz not null default app_now(),
    attached_by text not null default app_actor(),
    removed_at timestamptz,
    removed_by text
);
create index invoice_attachment_by_invoice on invoice_attachment (invoice_id);

-- A month that finance closed: no entry may be effective in it. Another person opens it again, with a reason.
create table period_lock (
    id bigint generated always as identity primary key,
    month date not null constraint period_lock_month_is_first_day check (extract(day from month) = 1),
    locked_by text not null default app_actor(),
    locked_at timestamptz not null default app_now(),
    unlocked_by text,
    unlocked_at timestamptz,
    unlock_reason text,
    constraint period_lock_unlock_is_whole
        check (num_nonnulls(unlocked_by, unlocked_at, unlock_reason) in (0, 3)),
    constraint period_lock_unlocked_by_another_person check (unlocked_by <> locked_by)
);
create unique index period_lock_once on period_lock (month) where unlocked_at is null;

create function first_open_day(wanted date) returns date
    language sql stable
    as $$
    select coalesce(
        (select wanted where not exists (
            select from period_lock where unlocked_at is null and month = date_trunc('month', wanted)::date)),
        (select min(m.day) from (
            select (date_trunc('month', wanted) + n * interval '1 month')::date as day
            from generate_series(1, (select count(*)::int + 1 from period_lock where unlocked_at is null)) n) m
         where not exists (select from period_lock l where l.unlocked_at is null and l.month = m.day)))
    $$;
comment on function first_open_day(date) is 'The day itself, or the first day of the next month that is not locked.';

-- A form that moves money carries a key made when its page was rendered; a repeat finds what the first one did.
create table form_submission (
    idempotency_key uuid primary key,
    form text not null,
    content_sha256 text not null,
    outcome text not null,
    submitted_by text not null default app_actor(),
    submitted_at timestamptz not null default app_now()
);

create table saved_view (
    id bigint generated always as identity primary key,
    user_id bigint not null references app_user,
    page text not null,
    name text not null constraint saved_view_name_length check (length(name) between 1 and 60),
    query text not null constraint saved_view_query_length check (length(query) <= 2000),
    shared boolean not null default false,
    created_at timestamptz not null default app_now()
);
create unique index saved_view_name_is_unique on saved_view (user_id, page, lower(name));

-- The only changes a document may see: reversed once, or (a receipt) identified once.
create function keep_document() returns trigger
    language plpgsql
    as $$
declare
    free text[] := array['reversed_at'];
begin
    if tg_table_name = 'receipt' and old.account_id is null then
        free := free || array['account_id', 'circle', 'identified_at', 'identified_by'];
    end if;
    if tg_table_name = 'invoice_attachment' then
        free := array['removed_at', 'removed_by'];
    elsif old.reversed_at is not null then
        free := '{}';
    end if;
    if to_jsonb(new) - free <> to_jsonb(old) - free then
        raise exception 'A recorded % is never edited.', tg_table_name
            using errcode = 'P0L02', constraint = tg_table_name || '_is_never_edited';
    end if;
    return new;
end $$;

do $$
declare
    document text;
begin
    foreach document in array array['invoice', 'invoice_line', 'receipt', 'note', 'allocation', 'gl_balance',
                                    'invoice_attachment'] loop
        execute format('create trigger %s_is_never_edited before update on %I for each row
                        execute function keep_document()', document, document);
        execute format('create trigger %s_is_never_deleted before delete or truncate on %I for each statement
                        execute function refuse_change()', document, document);
    end loop;
end $$;

select guard_circle('invoice'), guard_circle('invoice_line'), guard_circle('note'), guard_circle('allocation'),
       guard_circle('gl_balance'), guard_circle('invoice_attachment');
-- Unidentified receipts have no circle yet; who may see them is decided by permission.
alter table receipt enable row level security;
alter table receipt force row level security;
create policy in_scope on receipt
    using (circle is null or circle = any ((select app_circles())::text[]))
    with check (circle is null or circle = any ((select app_circles())::text[]));

create policy keys on invoice for select to circledesk_keys using (true);
create policy keys on receipt for select to circledesk_keys using (true);
create policy keys on note for select to circledesk_keys using (true);
grant select on invoice, receipt, note to circledesk_keys;

grant select, insert on invoice, invoice_line, receipt, note, allocation, gl_balance, invoice_attachment,
    period_lock, form_submission to circledesk_app;
grant update (reversed_at) on invoice, invoice_line, note, allocation, gl_balance to circledesk_app;
grant update (reversed_at, account_id, circle, identified_at, identified_by) on receipt to circledesk_app;
grant update (removed_at, removed_by) on invoice_attachment to circledesk_app;
grant update (unlocked_by, unlocked_at, unlock_reason) on period_lock to circledesk_app;
grant select, insert, update, delete on saved_view to circledesk_app;
grant usage on sequence invoice_seq, invoice_line_seq, receipt_seq, note_seq, allocation_seq to circledesk_app;

select audit_table('invoice'), audit_table('invoice_line'), audit_table('receipt'), audit_table('note'),
       audit_table('allocation'), audit_table('gl_balance'), audit_table('invoice_attachment', 'content'),
       audit_table('period_lock'), audit_table('form_submission'), audit_table('saved_view');

-- Which of these numbers exist anywhere, also where the asker may not look: yes or no, nothing else.
grant create on schema public to circledesk_keys;
create function taken_document_numbers(document text, numbers text[]) returns setof text
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
begin
    if document = 'invoice' then
        return query select distinct lower(n) from unnest(numbers) n
            where exists (select from invoice i where lower(i.invoice_no) = lower(n) and i.reversed_at is null);
    elsif document = 'receipt' then
        return query select distinct lower(n) from unnest(numbers) n
            where exists (select from receipt r where lower(r.receipt_no) = lower(n) and r.reversed_at is null);
    elsif document = 'note' then
        return query select distinct lower(n) from unnest(numbers) n
            where exists (select from note t where lower(t.note_no) = lower(n) and t.reversed_at is null);
    elsif document = 'account' then
        return query select distinct lower(n) from unnest(numbers) n
            where exists (select from account a where lower(a.code) = lower(n));
    elsif document = 'site' then
        return query select distinct lower(n) from unnest(numbers) n
            where exists (select from site s where lower(s.code) = lower(n));
    else
        raise exception 'Unknown kind of document: %', document;
    end if;
end $$;
alter function taken_document_numbers(text, text[]) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function taken_document_numbers(text, text[]) from public;
grant execute on function taken_document_numbers(text, text[]) to circledesk_app;
