-- After a posting the rate of one account is asked for, not that of all of the circle.
create function promise_kept_rates(circles text[], accounts bigint[])
    returns table (account_id bigint, matured bigint, kept bigint, promised numeric, received numeric, rate numeric, is_own boolean)
    language sql stable rows 200
    as $$
    select a.id, coalesce(k.matured, 0), coalesce(k.kept, 0), coalesce(k.promised, 0), coalesce(k.received, 0),
           case when k.matured >= s.matured_needed then k.received / k.promised else s.assumed_percent / 100 end,
           coalesce(k.matured >= s.matured_needed, false)
    from account a
    cross join (select * from promise_setting where from_on <= app_today() order by from_on desc limit 1) s
    left join (
        select p.account_id, count(*) as matured, count(*) filter (where p.status = 'KEPT') as kept,
               sum(p.amount) as promised, sum(p.received) as received
        from promise p
        where p.status in ('KEPT', 'PARTLY_KEPT', 'BROKEN') and p.circle = any (circles)
          and (accounts is null or p.account_id = any (accounts))
        group by p.account_id
    ) k on k.account_id = a.id
    where a.circle = any (circles) and (accounts is null or a.id = any (accounts))
    $$;
comment on function promise_kept_rates(text[], bigint[]) is
    'By how much of their word customers stand: received of what was promised, of promises that are judged; below the number of the setting the assumed rate. accounts: null for all.';
drop function promise_kept_rates(text[]);

-- An account that is written anew is called otherwise or is another customer's: its own rows say so, and no other's.
create or replace function account_changes() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform tell_ledger_change(c.circle, '1900-01-01', array_agg(c.id))
    from (select circle, id from old_accounts union select circle, id from new_accounts) c group by c.circle;
    return null;
end $$;
