-- The days of the 180-day clock are dated settings: what was in force on an invoice's date holds for that invoice, so that
-- a new setting never makes an old note late. A row is never changed; another begins later.
create table note_clock (
    from_on date primary key,
    window_days integer not null,
    register_days integer not null,
    validate_days integer not null,
    joint_meeting_days integer not null,
    decision_days integer not null,
    approval_days integer not null,
    issue_days integer not null,
    booked_days integer not null,
    warning_days integer[] not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint note_clock_stages_follow_each_other check (
        0 < register_days and register_days <= validate_days and validate_days <= joint_meeting_days
        and joint_meeting_days <= decision_days and decision_days <= approval_days and approval_days <= issue_days
        and issue_days <= booked_days and booked_days <= window_days and window_days <= 1000),
    constraint note_clock_warnings_within_window check (0 < all (warning_days) and window_days >= all (warning_days)),
    constraint note_clock_begins_later
        check (from_on = date '1900-01-01' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on table note_clock is
    'Day 0 is the invoice date. window_days: last day on which a note is in time; the others: by which day a dispute should
    have reached the stage; warning_days: when its owner is told.';
insert into note_clock values ('1900-01-01', 180, 15, 45, 75, 105, 135, 165, 180, '{90,120,150,170}', app_now(), 'system:migration');

create trigger note_clock_is_append_only before update or delete or truncate on note_clock
    for each statement execute function refuse_change();
grant select, insert on note_clock to circledesk_app;
select audit_table('note_clock');

create view note_window as
    select from_on, coalesce(lead(from_on) over (order by from_on), 'infinity') as until_on, window_days as length_days from note_clock;
comment on view note_window is 'Invoices dated from from_on to before until_on: days after the date within which a note is in time.';
grant select on note_window to circledesk_app;
