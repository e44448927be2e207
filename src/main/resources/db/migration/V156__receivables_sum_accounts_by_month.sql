-- What moved in an account in a month: the balance of a day, with which an ageing ties, is the months before and the days of its own.
create table account_month (
    account_id bigint not null,
    circle text not null,
    month date not null constraint account_month_is_first_day check (month = date_trunc('month', month)),
    amount numeric(17, 2) not null,
    primary key (account_id, month)
);
select guard_circle('account_month');
grant select on account_month to circledesk_app;

-- Row-level security holds for the owner, too.
select set_config('app.circles', string_agg(code, ','), true) from circle;
insert into account_month (account_id, circle, month, amount)
select account_id, circle, date_trunc('month', effective_on)::date, sum(amount) from account_day group by 1, 2, 3;

create function ledger_entry_sums_months() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into account_month as m (account_id, circle, month, amount)
    select account_id, circle, date_trunc('month', effective_on)::date, sum(amount) from new_entries group by 1, 2, 3 order by 1, 3
    on conflict (account_id, month) do update set amount = m.amount + excluded.amount;
    return null;
end $$;
revoke execute on function ledger_entry_sums_months() from public;
-- After ledger_entry_posted, which took the account's lock: triggers fire in the order of their names.
create trigger ledger_entry_sums_months after insert on ledger_entry referencing new table as new_entries
    for each statement execute function ledger_entry_sums_months();
