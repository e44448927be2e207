-- On which days a circle's banks work: what runs on working days (what has to come in a day, clocks, quiet days) asks here.
create table working_week (
    circle text primary key references circle,
    sundays_off boolean not null,
    saturdays_off smallint[] not null
        constraint working_week_saturdays_are_of_a_month check (saturdays_off <@ array[1, 2, 3, 4, 5]::smallint[]),
    recorded_by text not null default app_actor(),
    recorded_at timestamptz not null default app_now()
);
comment on column working_week.saturdays_off is 'Which Saturdays of a month are off: 2 and 4 are the second and the fourth.';

create table holiday (
    circle text not null references circle,
    on_day date not null,
    name text not null constraint holiday_name_length check (length(name) between 1 and 100),
    recorded_by text not null default app_actor(),
    recorded_at timestamptz not null default app_now(),
    primary key (circle, on_day)
);
select guard_circle('working_week'), guard_circle('holiday'), audit_table('working_week'), audit_table('holiday');
grant select, insert, update on working_week, holiday to circledesk_app;
grant delete on holiday to circledesk_app;

-- Banks of India rest on Sundays and on second and fourth Saturdays; a circle may say otherwise.
create function working_week_of(of_circle text) returns table (sundays_off boolean, saturdays_off smallint[])
    language sql stable rows 1
    as $$
    select coalesce(w.sundays_off, true), coalesce(w.saturdays_off, array[2, 4]::smallint[])
    from (values (of_circle)) asked (circle) left join working_week w on w.circle = asked.circle
    $$;

create function is_working_day(of_circle text, asked date) returns boolean
    language sql stable
    as $$
    select case extract(isodow from asked)
               when 7 then not w.sundays_off
               when 6 then ((extract(day from asked)::integer + 6) / 7) <> all (w.saturdays_off)
               else true end
           and not exists (select from holiday h where h.circle = of_circle and h.on_day = asked)
    from working_week_of(of_circle) w
    $$;

create function working_days_between(of_circle text, from_day date, to_day date) returns integer
    language sql stable
    as $$
    select count(*)::integer from generate_series(0, to_day - from_day) n where is_working_day(of_circle, from_day + n)
    $$;
comment on function working_days_between(text, date, date) is 'Both days count, if they are working days.';
