-- What the administrator sets about collections: dated, never changed; another setting begins later.
create table collection_setting (
    from_on date primary key,
    weight_amount integer not null constraint collection_setting_amount_weight check (weight_amount between 0 and 100),
    weight_age integer not null constraint collection_setting_age_weight check (weight_age between 0 and 100),
    weight_promises integer not null constraint collection_setting_promises_weight check (weight_promises between 0 and 100),
    weight_window integer not null constraint collection_setting_window_weight check (weight_window between 0 and 100),
    weight_habit integer not null constraint collection_setting_habit_weight check (weight_habit between 0 and 100),
    weight_unaccounted integer not null constraint collection_setting_unaccounted_weight check (weight_unaccounted between 0 and 100),
    weight_target integer not null constraint collection_setting_target_weight check (weight_target between 0 and 100),
    full_amount numeric(15, 2) not null constraint collection_setting_full_amount_is_positive check (full_amount > 0),
    full_age_days integer not null constraint collection_setting_full_age_in_range check (full_age_days between 1 and 1000),
    full_promises integer not null constraint collection_setting_full_promises_in_range check (full_promises between 1 and 100),
    window_days integer not null constraint collection_setting_window_in_range check (window_days between 1 and 365),
    full_habit_days integer not null constraint collection_setting_full_habit_in_range check (full_habit_days between 1 and 365),
    done_days integer not null constraint collection_setting_done_in_range check (done_days between 1 and 60),
    snooze_days integer not null constraint collection_setting_snooze_in_range check (snooze_days between 1 and 365),
    orphan_above numeric(15, 2) not null constraint collection_setting_orphan_not_negative check (orphan_above >= 0),
    support_answer_days integer not null constraint collection_setting_answer_in_range check (support_answer_days between 1 and 60),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint collection_setting_has_a_weight check (weight_amount + weight_age + weight_promises + weight_window + weight_habit
        + weight_unaccounted + weight_target > 0),
    constraint collection_setting_begins_later
        check (from_on = date '1900-01-01' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on table collection_setting is
    'The row with the latest from_on that has come is in force. What a factor of the worklist''s score counts fully at, and its weight.';
comment on column collection_setting.orphan_above is 'Accounts that are overdue with more than this need a plan, a promise or a dispute.';
insert into collection_setting values ('1900-01-01', 30, 15, 20, 10, 10, 10, 5, 50000000, 180, 3, 30, 60, 7, 30, 1000000, 2,
    app_now(), 'system:migration');
create trigger collection_setting_is_append_only before update or delete or truncate on collection_setting
    for each statement execute function refuse_change();
grant select, insert on collection_setting to circledesk_app;
select audit_table('collection_setting');

-- Who was spoken to about what an account owes, and when to ask again. The last contact's follow-up counts.
create table contact (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    channel text not null constraint contact_channel_is_known
        check (channel in ('CALL', 'MEETING', 'MAIL', 'MESSAGE', 'LETTER', 'PORTAL')),
    person text not null constraint contact_person_length check (length(person) between 1 and 100),
    result text not null constraint contact_result_is_known check (result in ('SPOKEN', 'PAYMENT_PROMISED', 'PAYMENT_SENT', 'DISPUTES',
        'WANTS_DOCUMENTS', 'NOT_BOOKED', 'WAITS_FOR_APPROVAL', 'SHORT_OF_CASH', 'NOT_REACHED', 'OTHER')),
    remark text constraint contact_remark_length check (length(remark) between 1 and 500),
    contacted_on date not null,
    follow_up_on date,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint contact_not_in_the_future check (contacted_on <= (recorded_at at time zone 'Asia/Kolkata')::date),
    constraint contact_follow_up_after_contact check (follow_up_on > contacted_on),
    constraint contact_other_is_described check (result <> 'OTHER' or remark is not null),
    foreign key (account_id, circle) references account (id, circle)
);
create index contact_by_account on contact (account_id, contacted_on desc, id desc);
create index contact_by_circle on contact (circle, contacted_on desc, id desc);
create index contact_follow_up on contact (follow_up_on) where follow_up_on is not null;
create trigger contact_is_append_only before update or delete or truncate on contact
    for each statement execute function refuse_change();
select guard_circle('contact'), audit_table('contact');
grant select, insert on contact to circledesk_app;
