-- Who sends money for whom, as confirmed lines taught it. Nothing else guesses; each rule is listed and can be switched off.
create function remitter_key(text text) returns text
    language sql immutable parallel safe
    as $$ select nullif(regexp_replace(regexp_replace(upper(text), '\y(LTD|LIMITED|PVT|PRIVATE|CO|COMPANY)\y', '', 'g'), '[^0-9A-Z]', '', 'g'), '') $$;
comment on function remitter_key(text) is 'A name or account number as it is compared: capitals and digits, without forms of company.';

create table remitter_rule (
    id bigint generated always as identity primary key,
    kind text not null constraint remitter_rule_kind_is_known check (kind in ('ACCOUNT', 'NAME', 'UTR')),
    pattern text not null constraint remitter_rule_pattern_length check (length(pattern) between 1 and 200),
    account_id bigint not null,
    circle text not null,
    confirmed integer not null default 1 constraint remitter_rule_confirmed_is_positive check (confirmed > 0),
    confirmed_at timestamptz not null default app_now(),
    bank_line_id bigint not null references bank_line,
    switched_off_at timestamptz,
    switched_off_by text,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint remitter_rule_once unique (kind, pattern, account_id),
    constraint remitter_rule_switch_is_whole check (num_nonnulls(switched_off_at, switched_off_by) in (0, 2)),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column remitter_rule.kind is 'ACCOUNT: the number of the sender''s account; NAME: the sender''s name; UTR: the bank that begins the reference.';
comment on column remitter_rule.bank_line_id is 'The last line that confirmed it.';
create index remitter_rule_by_account on remitter_rule (account_id);
select guard_circle('remitter_rule'), audit_table('remitter_rule');
create trigger remitter_rule_is_append_only before delete or truncate on remitter_rule
    for each statement execute function refuse_change();
grant select, insert, update (confirmed, confirmed_at, bank_line_id, switched_off_at, switched_off_by) on remitter_rule to circledesk_app;
