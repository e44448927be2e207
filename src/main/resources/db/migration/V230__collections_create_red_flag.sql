-- Red flags are predictions: what may happen, how many rupees, when, how likely, and what became of it.

-- By which rules flags are raised by themselves; the last row of a rule that has begun counts.
create table red_flag_rule (
    rule text not null constraint red_flag_rule_is_known
        check (rule in ('BROKEN_PROMISES', 'PAID_UNDER', 'OLD_DISPUTE', 'NOT_ACCOUNTED')),
    from_on date not null,
    active boolean not null,
    threshold integer not null constraint red_flag_rule_threshold_in_range check (threshold between 1 and 1000),
    days integer not null constraint red_flag_rule_days_in_range check (days between 0 and 1000),
    probability integer not null constraint red_flag_rule_probability_in_range check (probability between 1 and 99),
    likely_days integer not null constraint red_flag_rule_likely_days_in_range check (likely_days between 1 and 1000),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    primary key (rule, from_on)
);
comment on column red_flag_rule.threshold is 'BROKEN_PROMISES: how many; PAID_UNDER: percent of the month''s billing; OLD_DISPUTE, NOT_ACCOUNTED: days.';
comment on column red_flag_rule.days is 'BROKEN_PROMISES: within so many days; PAID_UNDER: looked at so many days after the month; else 0.';
comment on column red_flag_rule.likely_days is 'So many days after it was raised it is likely to happen.';
insert into red_flag_rule (rule, from_on, active, threshold, days, probability, likely_days, recorded_by) values
    ('BROKEN_PROMISES', '2026-04-01', true, 2, 90, 60, 30, 'system:migration'),
    ('PAID_UNDER', '2026-04-01', true, 80, 0, 50, 30, 'system:migration'),
    ('OLD_DISPUTE', '2026-04-01', true, 120, 0, 50, 60, 'system:migration'),
    ('NOT_ACCOUNTED', '2026-04-01', true, 15, 0, 40, 30, 'system:migration');
create trigger red_flag_rule_is_append_only before update or delete or truncate on red_flag_rule
    for each statement execute function refuse_change();

create table red_flag (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    rule text constraint red_flag_rule_of_flag_is_known
        check (rule in ('BROKEN_PROMISES', 'PAID_UNDER', 'OLD_DISPUTE', 'NOT_ACCOUNTED')),
    subject text constraint red_flag_subject_length check (length(subject) between 1 and 80),
    what text not null constraint red_flag_what_length check (length(what) between 1 and 300),
    at_risk numeric(15, 2) not null constraint red_flag_at_risk_is_positive check (at_risk > 0),
    likely_on date not null,
    probability integer not null constraint red_flag_probability_in_range check (probability between 1 and 99),
    mitigation text constraint red_flag_mitigation_length check (length(mitigation) between 1 and 1000),
    owner_id bigint references app_user,
    review_on date not null,
    outcome text constraint red_flag_outcome_is_known check (outcome in ('CAME_TRUE', 'AVERTED', 'FALSE_ALARM')),
    closed_at timestamptz,
    closed_by text,
    raised_at timestamptz not null default app_now(),
    raised_by text not null default app_actor(),
    version integer not null default 0,
    constraint red_flag_of_a_rule_names_its_subject check ((rule is null) = (subject is null)),
    constraint red_flag_end_is_whole check (num_nonnulls(outcome, closed_at, closed_by) in (0, 3)),
    constraint red_flag_belongs_to_circle unique (id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column red_flag.rule is 'Null: raised by hand.';
comment on column red_flag.subject is 'What the rule found: it is raised once for it, for ever.';
create unique index red_flag_raised_once on red_flag (account_id, rule, subject) where rule is not null;
create index red_flag_by_account on red_flag (account_id);
create index red_flag_by_owner on red_flag (owner_id) where outcome is null;

-- What happened to a flag: with the prediction as it stood afterwards, so that hindsight changes nothing.
create table red_flag_event (
    id bigint generated always as identity primary key,
    flag_id bigint not null,
    circle text not null,
    kind text not null constraint red_flag_event_kind_is_known
        check (kind in ('RAISED', 'REVIEWED', 'DECIDED', 'CLOSED', 'REOPENED')),
    decision text constraint red_flag_event_decision_is_known check (decision in ('MITIGATE', 'WATCH', 'ACCEPT')),
    words text constraint red_flag_event_words_length check (length(words) between 1 and 1000),
    at_risk numeric(15, 2) not null,
    likely_on date not null,
    probability integer not null,
    review_on date not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint red_flag_event_decision_is_said check ((kind = 'DECIDED') = (decision is not null)),
    foreign key (flag_id, circle) references red_flag (id, circle)
);
create index red_flag_event_by_flag on red_flag_event (flag_id, id);
create trigger red_flag_event_is_append_only before update or delete or truncate on red_flag_event
    for each statement execute function refuse_change();
create trigger red_flag_is_append_only before delete or truncate on red_flag
    for each statement execute function refuse_change();

select guard_circle('red_flag'), guard_circle('red_flag_event');
select audit_table('red_flag_rule'), audit_table('red_flag'), audit_table('red_flag_event');
grant select, insert on red_flag_rule, red_flag, red_flag_event to circledesk_app;
grant update (what, at_risk, likely_on, probability, mitigation, owner_id, review_on, outcome, closed_at, closed_by, version)
    on red_flag to circledesk_app;
