-- Tax that customers deduct. What the law says (tax_section) and which charges of whom count as what (tax_rate) are dated rows
-- that are never changed: another begins later, so that a quarter that was declared is never told otherwise.
create table tax_section (
    nature text not null constraint tax_section_nature_is_known check (nature in ('PLANT_RENT', 'LAND_RENT', 'CONTRACT', 'GST_TDS')),
    from_on date not null,
    section text not null constraint tax_section_name_is_plain check (section ~ '^[0-9A-Za-z()/., -]{1,30}$'),
    rate numeric(5, 2) not null constraint tax_section_rate_in_range check (rate between 0 and 100),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    primary key (nature, from_on),
    constraint tax_section_begins_later
        check (recorded_by = 'system:migration' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on column tax_section.rate is 'Percent of the taxable value, never of GST.';
insert into tax_section (nature, from_on, section, rate, recorded_by) values
    ('PLANT_RENT', '1900-01-01', '194-I(a)', 2, 'system:migration'), ('PLANT_RENT', '2026-04-01', '393(1)', 2, 'system:migration'),
    ('LAND_RENT', '1900-01-01', '194-I(b)', 10, 'system:migration'), ('LAND_RENT', '2026-04-01', '393(1)', 10, 'system:migration'),
    ('CONTRACT', '1900-01-01', '194C', 2, 'system:migration'), ('CONTRACT', '2026-04-01', '393(1)', 2, 'system:migration'),
    ('GST_TDS', '1900-01-01', '51', 2, 'system:migration');

create table tax_rate (
    id bigint generated always as identity primary key,
    from_on date not null,
    tax text not null constraint tax_rate_tax_is_known check (tax in ('TDS', 'GST_TDS')),
    operator_id bigint references operator,
    account_id bigint,
    circle text,
    charge_type text constraint tax_rate_charge_type_is_known
        check (charge_type in ('RENTAL', 'LOADING', 'ENERGY', 'ONE_TIME', 'EXIT', 'INTEREST', 'OTHER')),
    nature text constraint tax_rate_nature_is_known check (nature in ('PLANT_RENT', 'LAND_RENT', 'CONTRACT', 'GST_TDS')),
    rate numeric(5, 2) constraint tax_rate_in_range check (rate between 0 and 100),
    base_share numeric(5, 2) not null default 100 constraint tax_rate_base_share_in_range check (base_share between 0 and 100),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint tax_rate_of_one_customer check (operator_id is null or account_id is null),
    constraint tax_rate_account_has_circle check ((account_id is null) = (circle is null)),
    constraint tax_rate_nature_is_of_its_tax check ((nature = 'GST_TDS') = (tax = 'GST_TDS')),
    constraint tax_rate_for_all_says_something
        check (nature is not null or num_nonnulls(operator_id, account_id, charge_type) > 0),
    constraint tax_rate_without_nature_has_no_rate check (nature is not null or rate is null),
    constraint tax_rate_begins_later
        check (recorded_by = 'system:migration' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date),
    foreign key (account_id, circle) references account (id, circle)
);
comment on table tax_rate is 'From a day on: the charges (null: all others) of an account, an operator or (both null) everybody. The account comes
    before the operator, that before all; within each, a charge type before all others.';
comment on column tax_rate.nature is 'Null: from this day on the wider row counts again.';
comment on column tax_rate.rate is 'Percent; null: the one of its section.';
comment on column tax_rate.base_share is 'Percent of the taxable value that the rate is applied to.';
create unique index tax_rate_once on tax_rate
    (tax, coalesce(operator_id, 0), coalesce(account_id, 0), coalesce(charge_type, ''), from_on);
create index tax_rate_by_operator on tax_rate (operator_id) where operator_id is not null;
create index tax_rate_by_account on tax_rate (account_id) where account_id is not null;
insert into tax_rate (from_on, tax, charge_type, nature, recorded_by) values
    ('1900-01-01', 'TDS', 'RENTAL', 'PLANT_RENT', 'system:migration'), ('1900-01-01', 'TDS', 'LOADING', 'PLANT_RENT', 'system:migration'),
    ('1900-01-01', 'TDS', null, 'CONTRACT', 'system:migration'), ('1900-01-01', 'GST_TDS', null, 'GST_TDS', 'system:migration');

-- A certificate that the tax officer gave us for one customer: a lower rate, between two days, up to an amount.
create table lower_deduction (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    nature text not null constraint lower_deduction_nature_is_known check (nature in ('PLANT_RENT', 'LAND_RENT', 'CONTRACT')),
    certificate_no text not null constraint lower_deduction_certificate_no_length check (length(certificate_no) between 1 and 40),
    rate numeric(5, 2) not null constraint lower_deduction_rate_in_range check (rate between 0 and 100),
    valid_from date not null,
    valid_to date not null,
    money_limit numeric(15, 2) not null constraint lower_deduction_money_limit_is_positive check (money_limit > 0),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    ended_on date,
    ended_by text,
    ended_why text constraint lower_deduction_ended_why_length check (length(ended_why) between 1 and 500),
    constraint lower_deduction_ends_after_it_begins check (valid_to >= valid_from),
    constraint lower_deduction_end_is_whole check (num_nonnulls(ended_on, ended_by, ended_why) in (0, 3)),
    constraint lower_deduction_ended_within_validity check (ended_on between valid_from - 1 and valid_to),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column lower_deduction.ended_on is 'Its last day after all; the day before its first: it never counted.';
create unique index lower_deduction_once on lower_deduction (account_id, lower(certificate_no));

create function lower_deduction_checked() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' and (old.ended_on is not null or to_jsonb(new) - array['ended_on', 'ended_by', 'ended_why']
                             <> to_jsonb(old) - array['ended_on', 'ended_by', 'ended_why']) then
        raise exception 'A certificate is ended once, and never changed.'
            using errcode = 'P0T01', constraint = 'lower_deduction_ended_once';
    end if;
    perform pg_advisory_xact_lock(7205180, (new.account_id % 2147483647)::integer);
    if exists (select from lower_deduction c
               where c.id <> new.id and c.account_id = new.account_id and c.nature = new.nature
                 and c.valid_from <= coalesce(new.ended_on, new.valid_to) and new.valid_from <= coalesce(c.ended_on, c.valid_to)) then
        raise exception 'Another certificate counts on some of these days: end it first.'
            using errcode = 'P0T01', constraint = 'lower_deduction_one_at_a_time';
    end if;
    return null;
end $$;
create trigger lower_deduction_checked after insert or update on lower_deduction
    for each row execute function lower_deduction_checked();

create trigger tax_section_is_append_only before update or delete or truncate on tax_section
    for each statement execute function refuse_change();
create trigger tax_rate_is_append_only before update or delete or truncate on tax_rate
    for each statement execute function refuse_change();
create trigger lower_deduction_is_append_only before delete or truncate on lower_deduction
    for each statement execute function refuse_change();

select guard_circle('lower_deduction');
-- What is said of everybody or of an operator belongs to no circle.
alter table tax_rate enable row level security;
alter table tax_rate force row level security;
create policy in_scope on tax_rate
    using (circle is null or circle = any ((select app_circles())::text[]))
    with check (circle is null or circle = any ((select app_circles())::text[]));
grant select, insert on tax_section, tax_rate, lower_deduction to circledesk_app;
grant update (ended_on, ended_by, ended_why) on lower_deduction to circledesk_app;
select audit_table('tax_section'), audit_table('tax_rate'), audit_table('lower_deduction');

-- What would be deducted of each kind of charge of these accounts on a day; GST-TDS of a customer that is no public body too.
create function tax_terms(accounts bigint[], on_day date)
    returns table (account_id bigint, charge_type text, tax text, nature text, section text, rate numeric, base_share numeric)
    language sql stable
    as $$
    with said as (
        select distinct on (r.tax, r.operator_id, r.account_id, r.charge_type) r.*
        from tax_rate r where r.from_on <= on_day
        order by r.tax, r.operator_id, r.account_id, r.charge_type, r.from_on desc
    ), law as (
        select distinct on (s.nature) s.nature, s.section, s.rate from tax_section s where s.from_on <= on_day
        order by s.nature, s.from_on desc
    )
    select distinct on (a.id, c.charge_type, s.tax)
           a.id, c.charge_type, s.tax, s.nature, l.section, coalesce(s.rate, l.rate), s.base_share
    from account a
    cross join unnest(array['RENTAL', 'LOADING', 'ENERGY', 'ONE_TIME', 'EXIT', 'INTEREST', 'OTHER']) c (charge_type)
    join said s on (s.account_id is null or s.account_id = a.id) and (s.operator_id is null or s.operator_id = a.operator_id)
               and (s.charge_type is null or s.charge_type = c.charge_type)
    join law l on l.nature = s.nature
    where a.id = any (accounts)
    order by a.id, c.charge_type, s.tax, s.account_id is null, s.operator_id is null, s.charge_type is null
    $$;

-- What the customers should deduct from invoices at a day, a row for each line of deduction, rounded half-up to the rupee. A
-- certificate covers the invoices dated within its validity in their order, until its limit is used up; the one that crosses it
-- is split.
create function expected_tax(invoices bigint[], on_day date)
    returns table (invoice_id bigint, tax text, section text, rate numeric, base numeric, amount numeric, certificate_id bigint)
    language sql stable
    as $$
    with asked as (
        select i.id, i.account_id, i.charge_type, i.taxable_amount from invoice i where i.id = any (invoices)
    ), terms as (
        select t.* from tax_terms(array(select distinct q.account_id from asked q), on_day) t
        join account a on a.id = t.account_id where t.tax = 'TDS' or a.public_sector
    ), covered as (
        select w.id, w.certificate_id, w.rate, least(w.base, greatest(0, w.money_limit - w.used + w.base)) as base
        from (select i.id, c.id as certificate_id, c.rate, c.money_limit, round(i.taxable_amount * t.base_share / 100, 2) as base,
                     sum(round(i.taxable_amount * t.base_share / 100, 2)) over (partition by c.id order by i.invoice_date, i.id) as used
              from lower_deduction c
              join invoice i on i.account_id = c.account_id and i.reversed_at is null
                            and i.invoice_date between c.valid_from and coalesce(c.ended_on, c.valid_to)
              join terms t on t.account_id = i.account_id and t.charge_type = i.charge_type and t.nature = c.nature
              where c.account_id in (select q.account_id from asked q)) w
        where w.id = any (invoices)
    ), lines as (
        select q.id, t.tax, t.section, t.rate,
               round(q.taxable_amount * t.base_share / 100, 2) - case t.tax when 'TDS' then coalesce(c.base, 0) else 0 end as base,
               null::bigint as certificate_id
        from asked q join terms t on t.account_id = q.account_id and t.charge_type = q.charge_type
        left join covered c on c.id = q.id
        union all
        select q.id, t.tax, t.section, c.rate, c.base, c.certificate_id
        from covered c join asked q on q.id = c.id
        join terms t on t.account_id = q.account_id and t.charge_type = q.charge_type and t.tax = 'TDS'
    )
    select l.id, l.tax, l.section, l.rate, l.base, round(l.base * l.rate / 100), l.certificate_id
    from lines l where l.base > 0
    $$;
