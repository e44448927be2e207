-- Letters to customers: worded by the administrator, listing what is overdue and not disputed, kept as they were written.
create table letter_template (
    code text primary key constraint letter_template_code_is_plain check (code ~ '^[A-Z][A-Z0-9_]{1,39}$'),
    name text not null constraint letter_template_name_length check (length(name) between 1 and 80),
    subject text not null constraint letter_template_subject_length check (length(subject) between 1 and 150),
    body text not null constraint letter_template_body_length check (length(body) between 1 and 5000),
    retired_at timestamptz,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    version integer not null default 0
);
comment on column letter_template.body is 'Paragraphs with placeholders in braces, which the application checks.';
insert into letter_template (code, name, subject, body, recorded_by) values
    ('REMINDER', 'Reminder', 'Overdue invoices of account {account}',
     E'Dear Sir or Madam,\n\nby our books {amount} of your account {account} in circle {circle} are overdue as of {date}, the oldest for {oldest} days. The invoices are listed below; what you dispute ({disputed}) and what you paid and we have not applied yet ({unapplied}) is taken out.\n\nPlease arrange payment, or tell us the day on which it will be made.\n\n{sender}',
     'system:migration'),
    ('ESCALATION', 'Escalation', 'Overdue invoices of account {account}: a decision is asked for',
     E'Dear Sir or Madam,\n\nin spite of our reminders {amount} of your account {account} remain unpaid, the oldest for {oldest} days. Nothing of it is disputed by you.\n\nWe ask you to have it paid within seven days, or to name somebody who can agree on a plan with us.\n\n{sender}',
     'system:migration');
create trigger letter_template_is_append_only before delete or truncate on letter_template
    for each statement execute function refuse_change();

create table letter (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    template text not null references letter_template,
    subject text not null constraint letter_subject_length check (length(subject) between 1 and 200),
    body text not null constraint letter_body_length check (length(body) between 1 and 8000),
    as_of date not null,
    amount numeric(15, 2) not null constraint letter_amount_is_positive check (amount > 0),
    disputed numeric(15, 2) not null,
    unapplied numeric(15, 2) not null,
    sent_to text constraint letter_sent_to_length check (length(sent_to) between 3 and 254),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint letter_belongs_to_circle unique (id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column letter.amount is 'What it asks for: its invoices less cash not applied.';
comment on column letter.sent_to is 'Null: taken along as a PDF.';
create index letter_by_account on letter (account_id, id desc);
create index letter_by_template on letter (template);
create trigger letter_is_append_only before update or delete or truncate on letter for each statement execute function refuse_change();

create table letter_item (
    letter_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    amount numeric(15, 2) not null constraint letter_item_amount_is_positive check (amount > 0),
    primary key (letter_id, invoice_id),
    foreign key (letter_id, circle) references letter (id, circle)
);
create index letter_item_by_invoice on letter_item (invoice_id);
create trigger letter_item_is_append_only before update or delete or truncate on letter_item for each statement execute function refuse_change();

-- An invoice that letters leave out for a while, with the reason.
create table letter_suppression (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    why text not null constraint letter_suppression_why_length check (length(why) between 1 and 300),
    until_on date not null constraint letter_suppression_expires check (until_on >= app_today()),
    ended_at timestamptz,
    ended_by text,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint letter_suppression_end_is_whole check (num_nonnulls(ended_at, ended_by) in (0, 2)),
    foreign key (account_id, circle) references account (id, circle)
);
create unique index letter_suppression_once on letter_suppression (invoice_id) where ended_at is null;
create index letter_suppression_by_account on letter_suppression (account_id);
create trigger letter_suppression_is_append_only before delete or truncate on letter_suppression
    for each statement execute function refuse_change();

select guard_circle('letter'), guard_circle('letter_item'), guard_circle('letter_suppression');
select audit_table('letter_template'), audit_table('letter'), audit_table('letter_item'), audit_table('letter_suppression');
grant select, insert, update (name, subject, body, retired_at, version) on letter_template to circledesk_app;
grant select, insert on letter, letter_item to circledesk_app;
grant select, insert, update (why, until_on, ended_at, ended_by) on letter_suppression to circledesk_app;

-- What a letter would list today: what is overdue of an account, with what is disputed of it and why it is left out.
create function letter_items(in_circles text[], account bigint)
    returns table (invoice_id bigint, invoice_no text, invoice_date date, due_date date, open_amount numeric, disputed numeric,
                   asked numeric, suppression_id bigint, why text, until_on date)
    language plpgsql stable rows 100 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
begin
    return query
    with disputed as (
        select d.invoice_id, d.amount from disputed_amounts(app_today(), null, in_circles, array[account]) d
    )
    select o.invoice_id, i.invoice_no, o.invoice_date, o.due_date, o.open_amount, coalesce(d.amount, 0.00),
           greatest(o.open_amount - coalesce(d.amount, 0), 0.00), s.id, s.why, s.until_on
    from open_item o join invoice i on i.id = o.invoice_id
    left join disputed d on d.invoice_id = o.invoice_id
    left join letter_suppression s on s.invoice_id = o.invoice_id and s.ended_at is null and s.until_on >= app_today()
    where o.account_id = account and o.circle = any (in_circles) and o.open_amount > 0 and o.due_date < app_today()
    order by o.due_date, i.invoice_no;
end $$;
