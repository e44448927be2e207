-- Promises that were not kept, whose invoices are still open and that nobody promised again, found in sets and of some accounts alone.
create function broken_promises_of(circles text[], accounts bigint[])
    returns table (account_id bigint, promise_id bigint, promised_on date, broken_on date, level integer, short numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan set enable_mergejoin = off
    as $$
#variable_conflict use_column
begin
    return query
    with line as materialized (
        select p.id, p.plan_id, c.invoice_id, least(c.amount, i.open_amount) as open
        from promise p
        join promise_invoice c on c.promise_id = p.id
        join open_item i on i.invoice_id = c.invoice_id
        where p.status in ('BROKEN', 'PARTLY_KEPT') and p.circle = any (circles) and (accounts is null or p.account_id = any (accounts))
    ), open as materialized (
        select l.id, sum(l.open) as open from line l group by l.id having sum(l.open) > 0
    ), again as materialized (
        select distinct l.id
        from line l
        join promise_invoice d on d.invoice_id = l.invoice_id and d.promise_id <> l.id
        join promise n on n.id = d.promise_id
        where n.status = 'OPEN' or n.id > l.id and n.plan_id <> l.plan_id and n.status in ('BROKEN', 'PARTLY_KEPT')
    )
    select p.account_id, p.id, p.promised_on, p.status_on, p.level, least(p.amount - p.received, o.open)
    from open o join promise p on p.id = o.id
    where o.id not in (select a.id from again a);
end $$;
comment on function broken_promises_of is 'What somebody has to ask about; accounts null: of all.';

create or replace function broken_promises(circles text[])
    returns table (account_id bigint, promise_id bigint, promised_on date, broken_on date, level integer, short numeric)
    language sql stable rows 1000
    as $$ select * from broken_promises_of(circles, null) $$;
