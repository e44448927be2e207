-- Balances of a day from the closed month end nearest to it: the days between are added after it, and taken off before it. The last
-- days of a month read a few days then instead of nearly all of the month.
create function ledger_base(day date) returns date
    language sql stable
    as $$
    select coalesce((select month_end from ledger_month_end
                     order by abs(month_end - least(greatest(day, '1900-01-01'), '2200-01-01')), month_end limit 1), '-infinity')
$$;
comment on function ledger_base(date) is 'The closed month end nearest to the day, before or after it; -infinity if no month is closed.';

create or replace function ledger_balances(as_of date, known_on date, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, charge_type text, invoice_date date, due_date date,
                   amount numeric, net_amount numeric)
    language plpgsql stable rows 5000
    set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    base date := ledger_base(as_of);
    direction integer := case when base <= as_of then 1 else -1 end;
begin
    return query
    select p.account_id, p.circle, p.charge_type, p.invoice_date, p.due_date, sum(p.amount), sum(p.net_amount)
    from (
        select s.account_id, s.circle, s.charge_type, s.invoice_date, s.due_date, s.amount, s.net_amount
        from ledger_snapshot s
        where s.month_end = base and s.circle = any (circles) and (accounts is null or s.account_id = any (accounts))
        union all
        select d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, direction * d.amount, direction * d.net_amount
        from ledger_day d
        where d.effective_on > least(base, as_of) and d.effective_on <= greatest(base, as_of) and d.circle = any (circles)
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

create or replace function ledger_ageing(as_of date, known_on date, circles text[], accounts bigint[], charge_types text[],
                                         by_due_date boolean, thresholds integer[])
    returns table (account_id bigint, charge_type text, bucket integer, amount numeric)
    language plpgsql stable rows 1000
    set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    base date := ledger_base(as_of);
    direction integer := case when base <= as_of then 1 else -1 end;
begin
    return query
    select p.account_id, p.charge_type,
           case when p.charge_type = 'ON_ACCOUNT' then -1
                else width_bucket(as_of - case when by_due_date then p.due_date else p.invoice_date end, thresholds) end,
           sum(p.amount)
    from (
        select s.account_id, s.charge_type, s.invoice_date, s.due_date, s.amount
        from ledger_snapshot s
        where s.month_end = base and s.circle = any (circles) and (accounts is null or s.account_id = any (accounts))
          and (charge_types is null or s.charge_type = any (charge_types))
        union all
        select d.account_id, d.charge_type, d.invoice_date, d.due_date, direction * d.amount
        from ledger_day d
        where d.effective_on > least(base, as_of) and d.effective_on <= greatest(base, as_of) and d.circle = any (circles)
          and (accounts is null or d.account_id = any (accounts))
          and (charge_types is null or d.charge_type = any (charge_types))
        union all
        select d.account_id, d.charge_type, d.invoice_date, d.due_date, -d.amount
        from ledger_day d
        where known_on is not null and d.recorded_on > known_on and d.effective_on <= as_of and d.circle = any (circles)
          and (accounts is null or d.account_id = any (accounts))
          and (charge_types is null or d.charge_type = any (charge_types))
    ) p
    group by 1, 2, 3;
end $$;

-- What was collected, a year of it at a time.
create index ledger_day_collected on ledger_day (effective_on) include (circle, account_id, charge_type, counts_as, amount)
    where counts_as in ('RECEIPT', 'TDS', 'GST_TDS');
