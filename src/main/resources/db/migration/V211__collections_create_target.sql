-- What has to come in from an account in a month: a chain of versions, of which the last that a head approved is in force.
create table collection_target (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    month date not null constraint collection_target_month_is_first_day check (extract(day from month) = 1),
    created_by text not null default app_actor(),
    created_at timestamptz not null default app_now(),
    constraint collection_target_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
create unique index collection_target_once on collection_target (account_id, month);
create index collection_target_by_month on collection_target (month, circle);

-- What the proposal was made of: open invoices as the month began.
create table collection_target_basis (
    target_id bigint not null,
    account_id bigint not null,
    circle text not null,
    part text not null constraint collection_target_basis_part_is_known check (part in ('CURRENT', 'ARREARS')),
    invoices integer not null constraint collection_target_basis_counts_invoices check (invoices > 0),
    open_amount numeric(15, 2) not null,
    disputed numeric(15, 2) not null,
    tax numeric(15, 2) not null,
    net numeric(15, 2) not null,
    primary key (target_id, part),
    constraint collection_target_basis_adds_up check (net = open_amount - disputed - tax and least(net, disputed, tax) >= 0),
    foreign key (target_id, account_id, circle) references collection_target (id, account_id, circle)
);
comment on table collection_target_basis is
    'CURRENT: due within the month; ARREARS: due before it. Net: open, less what is disputed, less the tax expected on the rest.';

create table collection_target_version (
    id bigint generated always as identity primary key,
    target_id bigint not null,
    account_id bigint not null,
    circle text not null,
    version integer not null constraint collection_target_version_is_positive check (version > 0),
    current_amount numeric(15, 2) not null constraint collection_target_version_current_not_negative check (current_amount >= 0),
    arrears_amount numeric(15, 2) not null constraint collection_target_version_arrears_not_negative check (arrears_amount >= 0),
    source text not null constraint collection_target_version_source_is_known check (source in ('PROPOSED', 'EDITED', 'IMPORTED')),
    reason text not null constraint collection_target_version_reason_length check (length(reason) between 1 and 500),
    made_by text not null default app_actor(),
    made_at timestamptz not null default app_now(),
    import_id bigint references import_batch,
    submitted_by text,
    submitted_at timestamptz,
    decided_by text,
    decided_at timestamptz,
    approved boolean,
    decided_why text constraint collection_target_version_decided_why_length check (length(decided_why) between 1 and 500),
    constraint collection_target_version_submission_is_whole check (num_nonnulls(submitted_by, submitted_at) in (0, 2)),
    constraint collection_target_version_decision_is_whole
        check (num_nonnulls(decided_by, decided_at, approved) in (0, 3) and (decided_why is null or decided_by is not null)),
    constraint collection_target_version_decided_after_submission check (decided_by is null or submitted_by is not null),
    constraint collection_target_version_returned_with_reason check (approved is not false or decided_why is not null),
    constraint collection_target_version_maker_is_not_checker check (decided_by <> made_by and decided_by <> submitted_by),
    foreign key (target_id, account_id, circle) references collection_target (id, account_id, circle)
);
create unique index collection_target_version_once on collection_target_version (target_id, version);
create index collection_target_version_by_account on collection_target_version (account_id);
create index collection_target_version_by_import on collection_target_version (import_id) where import_id is not null;
create index collection_target_version_waiting on collection_target_version (circle) where submitted_by is not null and decided_by is null;

-- How a month ended for an account: reached, or the rest carried forward with a reason and an owner.
create table shortfall_reason (
    code text primary key constraint shortfall_reason_code_is_plain check (code ~ '^[A-Z][A-Z_]{1,39}$'),
    label text not null constraint shortfall_reason_label_length check (length(label) between 1 and 80),
    retired_at timestamptz,
    recorded_by text not null default app_actor()
);
create unique index shortfall_reason_label_is_unique on shortfall_reason (lower(label));
insert into shortfall_reason (code, label, recorded_by)
select code, label, 'system:migration'
from (values ('DISPUTE', 'Disputed in the month'), ('CUSTOMER_CASH', 'Customer short of cash'),
             ('NOT_ACCOUNTED', 'Invoices not booked by the customer'), ('APPROVAL', 'Approval pending at the customer'),
             ('BROKEN_PROMISE', 'Promise broken'), ('PAID_LATER', 'Paid after the month ended'),
             ('TARGET_TOO_HIGH', 'Target was too high'), ('OTHER', 'Other')) r (code, label);

create table collection_target_close (
    target_id bigint primary key,
    account_id bigint not null,
    circle text not null,
    target_amount numeric(15, 2) not null,
    collected numeric(15, 2) not null,
    shortfall numeric(15, 2) not null,
    reason text references shortfall_reason,
    owner_id bigint references app_user,
    remark text constraint collection_target_close_remark_length check (length(remark) between 1 and 500),
    closed_by text not null default app_actor(),
    closed_at timestamptz not null default app_now(),
    constraint collection_target_close_shortfall_is_the_rest check (shortfall = greatest(0, target_amount - collected)),
    constraint collection_target_close_shortfall_has_reason_and_owner
        check (num_nonnulls(reason, owner_id) = case when shortfall > 0 then 2 else 0 end),
    foreign key (target_id, account_id, circle) references collection_target (id, account_id, circle)
);
create index collection_target_close_by_account on collection_target_close (account_id);
create index collection_target_close_by_owner on collection_target_close (owner_id) where owner_id is not null;
create index collection_target_close_by_reason on collection_target_close (reason) where reason is not null;

-- What was expected of a month at the end of each of its days, as it was known then: never changed, so that it can be held
-- against what came.
create table landing_day (
    on_day date not null,
    month date not null constraint landing_day_month_is_first_day check (extract(day from month) = 1),
    account_id bigint not null,
    circle text not null,
    manager_id bigint references app_user,
    target_amount numeric(15, 2) not null,
    received numeric(15, 2) not null,
    tax_deducted numeric(15, 2) not null,
    promised numeric(15, 2) not null,
    kept_percent numeric(5, 2) not null constraint landing_day_kept_percent_in_range check (kept_percent between 0 and 100),
    expected numeric(15, 2) not null,
    frozen_at timestamptz not null default app_now(),
    primary key (on_day, account_id),
    constraint landing_day_is_of_its_month check (on_day >= month and on_day < month + interval '1 month'),
    constraint landing_day_expects_what_is_promised check (expected between 0 and promised),
    foreign key (account_id, circle) references account (id, circle)
);
create index landing_day_by_account on landing_day (account_id);
create index landing_day_by_manager on landing_day (manager_id) where manager_id is not null;
create index landing_day_by_month on landing_day (month, circle);

create function collection_target_version_checked() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'INSERT' then
        perform from collection_target t where t.id = new.target_id for update;
        if exists (select from collection_target_close c where c.target_id = new.target_id) then
            raise exception 'The month is closed for this account: its target stays as it is.'
                using errcode = 'P0C01', constraint = 'collection_target_version_not_after_close';
        end if;
        return new;
    end if;
    if to_jsonb(new) - array['submitted_by', 'submitted_at', 'decided_by', 'decided_at', 'approved', 'decided_why']
       <> to_jsonb(old) - array['submitted_by', 'submitted_at', 'decided_by', 'decided_at', 'approved', 'decided_why']
       or old.decided_by is not null or (old.submitted_by is not null and new.submitted_by is distinct from old.submitted_by) then
        raise exception 'What was handed in stays as it is, and is decided once.'
            using errcode = 'P0C01', constraint = 'collection_target_version_decided_once';
    end if;
    if exists (select from collection_target_version v where v.target_id = new.target_id and v.version > new.version) then
        raise exception 'A later version was made meanwhile: look at it first.'
            using errcode = 'P0C01', constraint = 'collection_target_version_last_is_decided';
    end if;
    return new;
end $$;
create trigger collection_target_version_checked before insert or update on collection_target_version
    for each row execute function collection_target_version_checked();

create trigger collection_target_is_append_only before delete or truncate on collection_target
    for each statement execute function refuse_change();
create trigger collection_target_basis_is_append_only before update or delete or truncate on collection_target_basis
    for each statement execute function refuse_change();
create trigger collection_target_version_is_append_only before delete or truncate on collection_target_version
    for each statement execute function refuse_change();
create trigger collection_target_close_is_append_only before update or delete or truncate on collection_target_close
    for each statement execute function refuse_change();
create trigger landing_day_is_append_only before update or delete or truncate on landing_day
    for each statement execute function refuse_change();

select guard_circle('collection_target'), guard_circle('collection_target_basis'), guard_circle('collection_target_version'),
       guard_circle('collection_target_close'), guard_circle('landing_day');
select audit_table('collection_target'), audit_table('collection_target_basis'), audit_table('collection_target_version'),
       audit_table('collection_target_close'), audit_table('landing_day'), audit_table('shortfall_reason');
grant select, insert on collection_target, collection_target_basis, collection_target_version, collection_target_close, landing_day,
    shortfall_reason to circledesk_app;
-- A row lock needs the right to update; of the target itself nothing ever changes.
grant update (circle) on collection_target to circledesk_app;
grant update (submitted_by, submitted_at, decided_by, decided_at, approved, decided_why) on collection_target_version to circledesk_app;
grant update (label, retired_at) on shortfall_reason to circledesk_app;

-- The open invoices that a month's target is made of: as the month began, with what was billed on its first day and without
-- what came on it.
create function target_basis(first_day date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, invoice_id bigint, part text, open_amount numeric, disputed numeric, tax numeric,
                   net numeric)
    language plpgsql stable rows 5000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
begin
    return query
    with item as materialized (
        select o.invoice_id, o.account_id, o.circle, case when o.due_date < first_day then 'ARREARS' else 'CURRENT' end as part, e.open, e.tax
        from open_item o
        cross join lateral (
            select coalesce(sum(e.amount), 0) as open, coalesce(-sum(e.amount) filter (where e.counts_as in ('TDS', 'GST_TDS')), 0) as tax
            from ledger_entry e
            where e.invoice_id = o.invoice_id
              and (e.effective_on < first_day or e.effective_on = first_day and e.counts_as in ('INVOICE', 'DEBIT_NOTE'))) e
        where o.circle = any (circles) and (accounts is null or o.account_id = any (accounts))
          and o.invoice_date <= first_day and o.due_date < first_day + interval '1 month'
          and (o.settled_on is null or o.settled_on >= first_day) and e.open > 0
    ), expected as materialized (
        select t.invoice_id, sum(t.amount) as amount
        from expected_tax(array(select i.invoice_id from item i), first_day) t group by t.invoice_id
    ), disputed as materialized (
        select d.invoice_id, sum(d.amount) as amount from disputed_amounts(first_day, null, circles, accounts) d group by d.invoice_id
    ), split as (
        select i.*, least(i.open, greatest(0, coalesce(d.amount, 0))) as claimed,
               least(i.open, greatest(0, coalesce(x.amount, 0) - i.tax)) as pending
        from item i left join disputed d on d.invoice_id = i.invoice_id left join expected x on x.invoice_id = i.invoice_id
    ), rest as (
        select s.*, round(s.pending * (s.open - s.claimed) / s.open, 2) as withheld from split s
    )
    select r.account_id, r.circle, r.invoice_id, r.part, r.open, r.claimed, r.withheld, r.open - r.claimed - r.withheld from rest r;
end $$;
comment on function target_basis(date, text[], bigint[]) is
    'Tax is expected on what is not disputed, in proportion. CURRENT is due within the month, ARREARS was due before.';

-- Whose target counts: the last that was approved, else the last there is.
create function target_in_force(of_month date, circles text[])
    returns table (target_id bigint, account_id bigint, circle text, version_id bigint, version integer, current_amount numeric,
                   arrears_amount numeric, in_force boolean, last_version integer, last_state text)
    language sql stable rows 100
    as $$
    select t.id, t.account_id, t.circle, v.id, v.version, v.current_amount, v.arrears_amount, v.approved is true, l.version,
           case when l.approved then 'APPROVED' when l.approved is false then 'RETURNED'
                when l.submitted_by is not null then 'SUBMITTED' else 'DRAFT' end
    from collection_target t
    cross join lateral (select * from collection_target_version x where x.target_id = t.id
                        order by x.approved is true desc, x.version desc limit 1) v
    cross join lateral (select * from collection_target_version x where x.target_id = t.id order by x.version desc limit 1) l
    where t.month = of_month and t.circle = any (circles)
    $$;
