-- What every account owed per charge type, invoice date and due date at the end of a day: the one source of ageing and KPIs.
-- A month-end snapshot plus the days after it, less what was recorded later than known_on. Planned anew for each call,
-- because how many days lie between decides how to read them. Runs with the caller's rights: row-level security applies.
create function ledger_balances(as_of date, known_on date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, charge_type text, invoice_date date, due_date date,
                   amount numeric, net_amount numeric)
    language plpgsql stable rows 5000
    set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    base date := coalesce((select max(month_end) from ledger_month_end where month_end <= as_of), '-infinity');
begin
    return query
    select p.account_id, p.circle, p.charge_type, p.invoice_date, p.due_date, sum(p.amount), sum(p.net_amount)
    from (
        select s.account_id, s.circle, s.charge_type, s.invoice_date, s.due_date, s.amount, s.net_amount
        from ledger_snapshot s
        where s.month_end = base and s.circle = any (circles) and (accounts is null or s.account_id = any (accounts))
        union all
        select d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, d.amount, d.net_amount
        from ledger_day d
        where d.effective_on > base and d.effective_on <= as_of and d.circle = any (circles)
          and (accounts is null or d.account_id = any (accounts))
        union all
        select d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, -d.amount, -d.net_amount
        from ledger_day d
        where known_on is not null and d.recorded_on > known_on and d.effective_on <= as_of and d.circle = any (circles)
          and (accounts is null or d.account_id = any (accounts))
    ) p
    group by p.account_id, p.circle, p.charge_type, p.invoice_date, p.due_date
    having sum(p.amount) <> 0;
end $$;
comment on function ledger_balances(date, date, text[], bigint[]) is
    'known_on null = as known now. charge_type ON_ACCOUNT (dates 1900-01-01) is money not applied, negative.';
