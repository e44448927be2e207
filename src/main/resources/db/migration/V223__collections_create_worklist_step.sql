-- What was done with an account of the worklist: the last step says until when it stays away, and why.
create table worklist_step (
    id bigint generated always as identity primary key,
    account_id bigint not null,
    circle text not null,
    kind text not null constraint worklist_step_kind_is_known check (kind in ('DONE', 'SNOOZED', 'DELEGATED', 'BROUGHT_BACK')),
    until_on date,
    reason text constraint worklist_step_reason_length check (length(reason) between 1 and 300),
    delegate_id bigint references app_user,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint worklist_step_away_until_later check ((kind = 'BROUGHT_BACK') = (until_on is null)
        and until_on > (recorded_at at time zone 'Asia/Kolkata')::date is not false),
    constraint worklist_step_snoozed_says_why check (kind <> 'SNOOZED' or reason is not null),
    constraint worklist_step_delegated_to_somebody check ((kind = 'DELEGATED') = (delegate_id is not null)),
    foreign key (account_id, circle) references account (id, circle)
);
create index worklist_step_by_account on worklist_step (account_id, id desc);
create index worklist_step_by_delegate on worklist_step (delegate_id) where delegate_id is not null;
create trigger worklist_step_is_append_only before update or delete or truncate on worklist_step
    for each statement execute function refuse_change();
select guard_circle('worklist_step'), audit_table('worklist_step');
grant select, insert on worklist_step to circledesk_app;

-- What each account of some circles owes as it is chased: what is disputed, promised, or waits for tax or notes is left out.
create function worklist_figures(circles text[], accounts bigint[], as_of date, window_days integer)
    returns table (account_id bigint, account text, customer_name text, circle text, manager_id bigint, manager text,
                   overdue numeric, disputed numeric, promised numeric, unapplied numeric, unaccounted numeric, waiting numeric,
                   clean numeric, average_days numeric, oldest_days integer, expiring numeric, closes_on date, habit_days numeric)
    language plpgsql stable rows 200 set plan_cache_mode = force_custom_plan set jit = off
    as $$
#variable_conflict use_column
begin
    return query
    with part as materialized (
        select r.account_id,
               sum(r.amount) filter (where r.part = 'DISPUTED') as disputed,
               sum(r.amount) filter (where r.part = 'PROMISED') as promised,
               -sum(r.amount) filter (where r.part = 'UNAPPLIED') as unapplied,
               sum(r.amount) filter (where r.part = 'NOT_ACCOUNTED') as unaccounted,
               sum(r.amount) filter (where r.part in ('TAX_PENDING', 'NOTE_PENDING', 'LEGAL')) as waiting,
               sum(r.amount) filter (where r.part = 'CLEAN') as clean
        from every_rupee(as_of, circles, accounts) r group by r.account_id
    ), item as materialized (
        select o.account_id,
               sum(o.open_amount) filter (where o.due_date < as_of) as overdue,
               sum(o.open_amount * (as_of - o.due_date)) filter (where o.due_date < as_of) as money_days,
               max(as_of - o.due_date) as oldest,
               sum(o.open_amount) filter (where o.invoice_date + w.length_days between as_of and as_of + window_days
                                            and o.due_date < as_of) as expiring,
               min(o.invoice_date + w.length_days) filter (where o.invoice_date + w.length_days >= as_of and o.due_date < as_of) as closes_on
        from open_item o join note_window w on o.invoice_date >= w.from_on and o.invoice_date < w.until_on
        where o.circle = any (circles) and (accounts is null or o.account_id = any (accounts)) and o.open_amount > 0
        group by o.account_id
    ), habit as materialized (
        select s.account_id, sum(s.settled_amount * s.days_late) / sum(s.settled_amount) as days
        from settlement s
        where s.circle = any (circles) and (accounts is null or s.account_id = any (accounts))
          and s.settled_on between as_of - 365 and as_of and s.reopened_on is null and s.settled_amount > 0
        group by s.account_id
    )
    select a.id, a.code, a.customer_name, a.circle, m.user_id, u.full_name, coalesce(i.overdue, 0), coalesce(p.disputed, 0),
           coalesce(p.promised, 0), coalesce(p.unapplied, 0), coalesce(p.unaccounted, 0), coalesce(p.waiting, 0), coalesce(p.clean, 0),
           coalesce(i.money_days / nullif(i.overdue, 0), 0), greatest(i.oldest, 0), coalesce(i.expiring, 0), i.closes_on,
           coalesce(h.days, 0)
    from account a
    join item i on i.account_id = a.id
    left join part p on p.account_id = a.id
    left join habit h on h.account_id = a.id
    left join lateral (select w.user_id from account_manager w where w.account_id = a.id and w.from_on <= as_of
                       order by w.from_on desc limit 1) m on true
    left join app_user u on u.id = m.user_id
    where i.overdue > 0;
end $$;
