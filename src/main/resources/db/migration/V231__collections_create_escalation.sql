-- Escalation as policy that runs: a matrix in versions, the cases that it raised, and when who acknowledged them.

-- How important a customer is; an operator without a row is of tier B.
create table customer_tier (
    operator_id bigint primary key references operator,
    tier text not null constraint customer_tier_is_known check (tier in ('A', 'B', 'C')),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor()
);

create table escalation_matrix (
    id bigint generated always as identity primary key,
    name text not null constraint escalation_matrix_name_length check (length(name) between 1 and 80),
    work_from time not null default '09:30',
    work_to time not null default '18:30',
    promise_days integer not null default 90 constraint escalation_matrix_promise_days_in_range check (promise_days between 1 and 1000),
    valid_from date,
    valid_to date,
    activated_at timestamptz,
    activated_by text,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    version integer not null default 0,
    constraint escalation_matrix_hours_in_order check (work_from < work_to),
    constraint escalation_matrix_activation_is_whole check (num_nonnulls(valid_from, activated_at, activated_by) in (0, 3)),
    constraint escalation_matrix_ends_after_it_began check (valid_to >= valid_from)
);
comment on column escalation_matrix.valid_from is 'Null: a draft. In force is the last one that has begun, up to its valid_to.';
comment on column escalation_matrix.work_from is 'The clock of an acknowledgement runs from this hour to work_to, on working days.';
comment on column escalation_matrix.promise_days is 'Broken promises of so many days count.';
create unique index escalation_matrix_begins_once on escalation_matrix (valid_from);

create table escalation_rule (
    id bigint generated always as identity primary key,
    matrix_id bigint not null references escalation_matrix,
    level integer not null constraint escalation_rule_level_in_range check (level between 1 and 9),
    only_circle text references circle,
    tier text constraint escalation_rule_tier_is_known check (tier in ('A', 'B', 'C')),
    over_days integer constraint escalation_rule_over_days_is_positive check (over_days > 0),
    min_amount numeric(15, 2) constraint escalation_rule_min_amount_is_positive check (min_amount > 0),
    dispute_days integer constraint escalation_rule_dispute_days_is_positive check (dispute_days > 0),
    broken_promises integer constraint escalation_rule_broken_promises_is_positive check (broken_promises > 0),
    silent_days integer constraint escalation_rule_silent_days_is_positive check (silent_days > 0),
    our_role text not null constraint escalation_rule_role_is_known check (our_role in ('ACCOUNT_MANAGER', 'SALES_HEAD', 'FINANCE')),
    customer_level text not null constraint escalation_rule_customer_level_is_known
        check (customer_level in ('N_1', 'ZBM', 'N', 'SSA_BA_HEAD', 'CORPORATE')),
    action text not null constraint escalation_rule_action_length check (length(action) between 1 and 300),
    acknowledge_hours integer not null constraint escalation_rule_hours_in_range check (acknowledge_hours between 1 and 500),
    next_level integer constraint escalation_rule_next_level_in_range check (next_level between 2 and 9),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    version integer not null default 0,
    constraint escalation_rule_climbs check (next_level > level),
    constraint escalation_rule_has_a_trigger check (num_nonnulls(over_days, dispute_days, broken_promises, silent_days) > 0)
);
comment on table escalation_rule is 'All axes that are given have to be met together. A row of the circle and tier replaces wider rows of the same level.';
comment on column escalation_rule.min_amount is 'Of what is overdue by over_days, less disputed parts and cash not applied; without over_days of what is disputed for dispute_days.';
comment on column escalation_rule.next_level is 'Raised where nobody acknowledges in time; null: it ends here.';
create index escalation_rule_by_matrix on escalation_rule (matrix_id, level);
create index escalation_rule_by_circle on escalation_rule (only_circle) where only_circle is not null;

-- What was activated is history: neither its rows nor its terms change, it only ends.
create function escalation_rule_changes() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from escalation_matrix m where m.id in (new.matrix_id, old.matrix_id) and m.activated_at is not null) then
        raise exception 'This matrix was activated: copy it to a new draft to change it.'
            using errcode = 'P0E01', constraint = 'escalation_rule_of_a_draft';
    end if;
    return coalesce(new, old);
end $$;
revoke execute on function escalation_rule_changes() from public;
create trigger escalation_rule_changes before insert or update or delete on escalation_rule
    for each row execute function escalation_rule_changes();
create function escalation_matrix_changes() returns trigger
    language plpgsql
    as $$
begin
    if old.activated_at is not null
       and (new.name, new.work_from, new.work_to, new.promise_days, new.valid_from)
           is distinct from (old.name, old.work_from, old.work_to, old.promise_days, old.valid_from) then
        raise exception 'This matrix was activated: it can only be ended.'
            using errcode = 'P0E01', constraint = 'escalation_matrix_only_ends';
    end if;
    if new.activated_at is not null and old.activated_at is null and exists (
        select from escalation_rule r where r.matrix_id = new.id and r.next_level is not null
          and not exists (select from escalation_rule n where n.matrix_id = new.id and n.level = r.next_level)) then
        raise exception 'A row leads to a level that has no row.'
            using errcode = 'P0E01', constraint = 'escalation_matrix_has_its_levels';
    end if;
    if new.activated_at is not null and not exists (select from escalation_rule r where r.matrix_id = new.id) then
        raise exception 'This matrix has no rows yet.'
            using errcode = 'P0E01', constraint = 'escalation_matrix_has_rows';
    end if;
    return new;
end $$;
revoke execute on function escalation_matrix_changes() from public;
create trigger escalation_matrix_changes before update on escalation_matrix
    for each row execute function escalation_matrix_changes();
create trigger escalation_matrix_is_append_only before delete or truncate on escalation_matrix
    for each statement execute function refuse_change();

-- A case: from the day on which an account met a row until it does no longer, or somebody closed it.
create table escalation_case (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    opened_at timestamptz not null default app_now(),
    outcome text constraint escalation_case_outcome_is_known
        check (outcome in ('PAID', 'CEASED', 'PLAN_AGREED', 'DISPUTE_SETTLED', 'LEGAL', 'OTHER')),
    remark text constraint escalation_case_remark_length check (length(remark) between 1 and 1000),
    quiet_until date,
    closed_at timestamptz,
    closed_by text,
    constraint escalation_case_end_is_whole check (num_nonnulls(outcome, closed_at, closed_by) in (0, 3)),
    constraint escalation_case_is_quiet_after_its_end check (quiet_until is null or closed_at is not null),
    constraint escalation_case_belongs_to_account unique (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column escalation_case.outcome is 'PAID: nothing that counts is left; CEASED: no row is met any more. The others were said by a person.';
comment on column escalation_case.quiet_until is 'Until this day the account is not escalated again, whatever the matrix says.';
create unique index escalation_case_one_open on escalation_case (account_id) where closed_at is null;
create index escalation_case_by_account on escalation_case (account_id);

create table escalation (
    id bigint generated always as identity primary key,
    case_id bigint not null,
    account_id bigint not null,
    circle text not null,
    level integer not null,
    rule_id bigint not null references escalation_rule,
    because text not null constraint escalation_because_is_known check (because in ('TRIGGER', 'NOT_ACKNOWLEDGED')),
    owner_id bigint references app_user,
    amount numeric(15, 2) not null,
    days_overdue integer,
    dispute_days integer,
    broken_promises integer,
    silent_days integer,
    met_on date not null,
    raised_at timestamptz not null default app_now(),
    acknowledge_by timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    words text constraint escalation_words_length check (length(words) between 1 and 500),
    constraint escalation_acknowledgement_is_whole check (num_nonnulls(acknowledged_at, acknowledged_by) in (0, 2)),
    constraint escalation_raised_once unique (case_id, level),
    foreign key (case_id, account_id, circle) references escalation_case (id, account_id, circle)
);
comment on column escalation.owner_id is 'Who was told; null: nobody has the role in this circle.';
comment on column escalation.met_on is 'The day on which its row was met, or the clock of the level below ran out. Raised on time: by the day after.';
create index escalation_by_account on escalation (account_id);
create index escalation_by_owner on escalation (owner_id);
create index escalation_by_rule on escalation (rule_id);
create index escalation_waiting on escalation (acknowledge_by) where acknowledged_at is null;

-- Acknowledged once, and only while the case is open; its task ends with it. The tasks of a case end with the case.
create function escalation_acknowledged() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if old.acknowledged_at is not null then
        raise exception 'It was acknowledged already.'
            using errcode = 'P0E01', constraint = 'escalation_acknowledged_once';
    end if;
    if exists (select from escalation_case c where c.id = new.case_id and c.closed_at is not null) then
        raise exception 'This case is closed: nothing is left to acknowledge.'
            using errcode = 'P0E01', constraint = 'escalation_acknowledged_while_open';
    end if;
    update task set done_at = app_now(), done_by = app_actor() where key = 'escalation:' || new.id and done_at is null;
    return new;
end $$;
revoke execute on function escalation_acknowledged() from public;
create trigger escalation_acknowledged before update on escalation for each row execute function escalation_acknowledged();
create function escalation_case_closed() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if old.closed_at is not null then
        raise exception 'This case was closed already.'
            using errcode = 'P0E01', constraint = 'escalation_case_closed_once';
    end if;
    update task set done_at = app_now(), done_by = app_actor()
    where key in (select 'escalation:' || e.id from escalation e where e.case_id = new.id) and done_at is null;
    return new;
end $$;
revoke execute on function escalation_case_closed() from public;
create trigger escalation_case_closed before update on escalation_case for each row execute function escalation_case_closed();
create trigger escalation_is_append_only before delete or truncate on escalation
    for each statement execute function refuse_change();
create trigger escalation_case_is_append_only before delete or truncate on escalation_case
    for each statement execute function refuse_change();

select guard_circle('escalation_case'), guard_circle('escalation');
select audit_table('customer_tier'), audit_table('escalation_matrix'), audit_table('escalation_rule'), audit_table('escalation_case'),
       audit_table('escalation');
grant select, insert, delete, update (tier, recorded_at, recorded_by) on customer_tier to circledesk_app;
grant select, insert, update (name, work_from, work_to, promise_days, valid_from, valid_to, activated_at, activated_by, version)
    on escalation_matrix to circledesk_app;
grant select, insert, delete on escalation_rule to circledesk_app;
grant update (level, only_circle, tier, over_days, min_amount, dispute_days, broken_promises, silent_days, our_role, customer_level,
              action, acknowledge_hours, next_level, version) on escalation_rule to circledesk_app;
grant select, insert, update (outcome, remark, quiet_until, closed_at, closed_by) on escalation_case to circledesk_app;
grant select, insert, update (acknowledged_at, acknowledged_by, words) on escalation to circledesk_app;
