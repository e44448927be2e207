-- An ageing's sums per account, charge type and bucket, without the items in between: what ledger_balances gives, summed
-- where it is read. Buckets are counted from 0; money on account is -1. Planned anew for each call, as ledger_balances is.
create function ledger_ageing(as_of date, known_on date, circles text[], accounts bigint[], charge_types text[],
                              by_due_date boolean, thresholds integer[])
    returns table (account_id bigint, charge_type text, bucket integer, amount numeric)
    language plpgsql stable rows 1000
    set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    base date := coalesce((select max(month_end) from ledger_month_end where month_end <= as_of), '-infinity');
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
        select d.account_id, d.charge_type, d.invoice_date, d.due_date, d.amount
        from ledger_day d
        where d.effective_on > base and d.effective_on <= as_of and d.circle = any (circles)
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

-- The second sum of the tie-out reads these few columns of many days.
create index account_day_by_day on account_day (effective_on) include (account_id, circle, charge_type, amount);
