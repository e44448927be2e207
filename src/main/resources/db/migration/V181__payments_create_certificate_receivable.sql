-- What a customer deducted is owed to us as a certificate: by its TAN, quarter and section. Kept by a trigger of the ledger;
-- a reversal takes it back where it was opened, whatever day the reversal itself has.
create function tax_section_at(of_account bigint, charge text, of_tax text, on_day date) returns text
    language sql stable
    as $$
    select (select s.section from tax_section s where s.nature = r.nature and s.from_on <= on_day order by s.from_on desc limit 1)
    from account a
    join lateral (
        select distinct on (t.operator_id, t.account_id, t.charge_type) t.* from tax_rate t
        where t.tax = of_tax and t.from_on <= on_day and (t.account_id is null or t.account_id = a.id)
          and (t.operator_id is null or t.operator_id = a.operator_id) and (t.charge_type is null or t.charge_type = charge)
        order by t.operator_id, t.account_id, t.charge_type, t.from_on desc) r on r.nature is not null
    where a.id = of_account
    order by r.account_id is null, r.operator_id is null, r.charge_type is null
    limit 1
    $$;
comment on function tax_section_at(bigint, text, text, date) is 'Under which section a deduction from such a charge falls.';

create function tax_quarter_of(day date) returns date
    language sql immutable parallel safe
    as $$ select date_trunc('quarter', day::timestamp)::date $$;
comment on function tax_quarter_of(date) is 'First day of the quarter; those of the financial year are those of the calendar.';

create function tax_section_key(section text) returns text
    language sql immutable parallel safe
    as $$ select lower(regexp_replace(section, '[^0-9A-Za-z]', '', 'g')) $$;
comment on function tax_section_key(text) is '194-I(a), 194I(A) and 194IA are the same section to whoever compares statements.';

create table certificate_receivable (
    account_id bigint not null,
    circle text not null,
    tax text not null,
    quarter date not null constraint certificate_receivable_quarter_is_first_day check (quarter = tax_quarter_of(quarter)),
    section text not null,
    amount numeric(15, 2) not null,
    primary key (account_id, quarter, tax, section),
    foreign key (account_id, circle) references account (id, circle)
);
comment on table certificate_receivable is 'Deducted by an account in a quarter under a section, less what was reversed.';
select guard_circle('certificate_receivable');
grant select on certificate_receivable to circledesk_app;

-- Each entry of tax with the day on which the deduction was made: for a reversal, that of what it takes back.
create view tax_entry with (security_invoker = true) as
    select e.id, e.account_id, e.circle, e.invoice_id, e.allocation_id, e.counts_as as tax, i.charge_type,
           coalesce(o.effective_on, e.effective_on) as deducted_on, e.effective_on, e.recorded_at, -e.amount as amount
    from ledger_entry e join invoice i on i.id = e.invoice_id left join ledger_entry o on o.id = e.reverses
    where e.counts_as in ('TDS', 'GST_TDS');
grant select on tax_entry to circledesk_app;

-- Row-level security holds for the owner, too.
select set_config('app.circles', string_agg(code, ','), true) from circle;
insert into certificate_receivable (account_id, circle, tax, quarter, section, amount)
select d.account_id, d.circle, d.tax, tax_quarter_of(d.deducted_on),
       tax_section_at(d.account_id, d.charge_type, d.tax, d.deducted_on) as section, sum(d.amount)
from (select account_id, circle, tax, charge_type, deducted_on, sum(amount) as amount from tax_entry group by 1, 2, 3, 4, 5) d
group by d.account_id, d.circle, d.tax, tax_quarter_of(d.deducted_on), tax_section_at(d.account_id, d.charge_type, d.tax, d.deducted_on);

create function ledger_entry_sums_certificates() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if exists (select from new_entries where counts_as in ('TDS', 'GST_TDS')) then
        execute $sql$
            insert into certificate_receivable as c (account_id, circle, tax, quarter, section, amount)
            select d.account_id, d.circle, d.tax, d.quarter, d.section, sum(d.amount)
            from (select g.account_id, g.circle, g.tax, tax_quarter_of(g.deducted_on) as quarter, g.amount,
                         tax_section_at(g.account_id, g.charge_type, g.tax, g.deducted_on) as section
                  from (select e.account_id, e.circle, e.counts_as as tax, i.charge_type,
                               coalesce(o.effective_on, e.effective_on) as deducted_on, -sum(e.amount) as amount
                        from new_entries e join invoice i on i.id = e.invoice_id left join ledger_entry o on o.id = e.reverses
                        where e.counts_as in ('TDS', 'GST_TDS')
                        group by 1, 2, 3, 4, 5) g) d
            group by 1, 2, 3, 4, 5 order by 1, 4, 3, 5
            on conflict (account_id, quarter, tax, section) do update set amount = c.amount + excluded.amount
            $sql$;
    end if;
    return null;
end $$;
revoke execute on function ledger_entry_sums_certificates() from public;
-- After ledger_entry_posted, which took the account's lock: triggers fire in the order of their names.
create trigger ledger_entry_sums_certificates after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_sums_certificates();

-- What the department's statement says was deducted for us: Form 26AS (168 from 2026-27) and the GST portal's TDS credit. It is
-- about the company, so it belongs to no circle; what of it a person sees is decided by the accounts that bear the TAN.
create table tax_statement_line (
    id bigint generated always as identity primary key,
    tax text not null constraint tax_statement_line_tax_is_known check (tax in ('TDS', 'GST_TDS')),
    tan text constraint tax_statement_line_tan_has_its_shape check (tan ~ '^[A-Z]{4}[0-9]{5}[A-Z]$'),
    deductor_gstin text constraint tax_statement_line_gstin_length check (length(deductor_gstin) = 15),
    deductor_name text constraint tax_statement_line_name_length check (length(deductor_name) between 1 and 200),
    section text not null constraint tax_statement_line_section_length check (length(section) between 1 and 30),
    dated_on date not null,
    paid_amount numeric(15, 2),
    tax_amount numeric(15, 2) not null constraint tax_statement_line_amount_not_zero check (tax_amount <> 0),
    booking text constraint tax_statement_line_booking_length check (length(booking) between 1 and 40),
    nth integer not null default 1 constraint tax_statement_line_nth_is_positive check (nth > 0),
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    reversed_at timestamptz
);
comment on column tax_statement_line.tan is 'Null: the statement names none, and none follows from the GSTIN.';
comment on column tax_statement_line.nth is 'Statements have no numbers of lines: of several that are equal, the which.';
create unique index tax_statement_line_once on tax_statement_line
    (tax, dated_on, coalesce(tan, ''), coalesce(deductor_gstin, ''), tax_section_key(section), coalesce(paid_amount, 0), tax_amount, nth)
    where reversed_at is null;
create index tax_statement_line_by_tan on tax_statement_line (tan, tax_quarter_of(dated_on)) where reversed_at is null;
create index tax_statement_line_by_import on tax_statement_line (import_id) where import_id is not null;
create trigger tax_statement_line_is_never_edited before update on tax_statement_line for each row execute function keep_document();
create trigger tax_statement_line_is_never_deleted before delete or truncate on tax_statement_line
    for each statement execute function refuse_change();
grant select, insert, update (reversed_at) on tax_statement_line to circledesk_app;
select audit_table('tax_statement_line');

-- Which of these TANs are borne by accounts of circles that the asker does not see: yes or no, nothing else.
grant create on schema public to circledesk_keys;
create function tans_elsewhere(tans text[]) returns setof text
    language sql stable security definer set search_path = public, pg_temp
    as $$
    select distinct t from unnest(tans) t
    where exists (select from account a where a.tan = t and a.circle <> all (coalesce(app_circles(), '{}')))
    $$;
alter function tans_elsewhere(text[]) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function tans_elsewhere(text[]) from public;
grant execute on function tans_elsewhere(text[]) to circledesk_app;

-- Both sides by TAN, section and quarter, and what became of them: each is exactly one thing.
create view tax_quarter with (security_invoker = true) as
    select x.tan, x.account_id, x.tax, x.quarter, x.section_key, coalesce(max(x.section), max(x.their_section)) as section,
           sum(x.ours) as ours, sum(x.theirs) as theirs,
           case
               when x.tan is null then 'TAN_MISSING'
               when sum(x.ours) = sum(x.theirs) then 'MATCHED'
               when sum(x.theirs) = 0 then 'MISSING_WITH_THEM'
               when sum(x.ours) = 0 then 'MISSING_WITH_US'
               else 'DIFFERS'
           end as outcome
    from (
        select a.tan, case when a.tan is null then a.id end as account_id, c.tax, c.quarter, tax_section_key(c.section) as section_key,
               c.section, null as their_section, c.amount as ours, 0 as theirs
        from certificate_receivable c join account a on a.id = c.account_id
        where c.amount <> 0
        union all
        select l.tan, null, l.tax, tax_quarter_of(l.dated_on), tax_section_key(l.section), null, l.section, 0, l.tax_amount
        from tax_statement_line l where l.reversed_at is null
    ) x
    group by x.tan, x.account_id, x.tax, x.quarter, x.section_key
    having sum(x.ours) <> 0 or sum(x.theirs) <> 0;
grant select on tax_quarter to circledesk_app;
