-- Thousands of lines in one statement, as an import brings them, are checked line by line through the indexes: joined as sets, the
-- lines were compared each with each. What is refused is what V200 refuses.
create or replace function promise_invoice_added() returns trigger
    language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan
    as $$
declare
    short record;
begin
    perform from new_rows n join invoice i on i.id = n.invoice_id where i.account_id <> n.account_id;
    if found then
        perform dispute_refuse('promise_invoice_within_its_account', 'A promise is of invoices of one account.');
    end if;
    perform from account_balance b where b.account_id in (select n.account_id from new_rows n) order by b.account_id for update;
    select i.invoice_no, o.promise_ref into short
    from new_rows n
    cross join lateral (select q.plan_id from promise q where q.id = n.promise_id offset 0) p
    cross join lateral (select c.promise_id from promise_invoice c where c.invoice_id = n.invoice_id offset 0) c
    cross join lateral (
        select q.promise_ref from promise q where q.id = c.promise_id and q.plan_id <> p.plan_id and q.status = 'OPEN' offset 0) o
    join invoice i on i.id = n.invoice_id limit 1;
    if found then
        perform dispute_refuse('promise_invoice_promised_once',
            format('Invoice %s is promised by %s already, which is still open. Withdraw that first.', short.invoice_no, short.promise_ref));
    end if;
    select i.invoice_no, coalesce(o.open_amount, 0) as open into short
    from (select t.plan_id, c.invoice_id, sum(c.amount) as promised
          from (select distinct p.plan_id
                from new_rows n cross join lateral (select q.plan_id from promise q where q.id = n.promise_id offset 0) p) t
          cross join lateral (select q.id from promise q where q.plan_id = t.plan_id offset 0) p
          cross join lateral (select l.invoice_id, l.amount from promise_invoice l where l.promise_id = p.id offset 0) c
          group by t.plan_id, c.invoice_id) x
    left join lateral (select a.open_amount from open_item a where a.invoice_id = x.invoice_id offset 0) o on true
    join invoice i on i.id = x.invoice_id
    where x.promised > coalesce(o.open_amount, 0) limit 1;
    if found then
        perform dispute_refuse('promise_within_open', format('Of invoice %s only ₹%s is open.', short.invoice_no, short.open));
    end if;
    update promise p set level = b.level
    from (select n.plan_id, max(o.level) + 1 as level
          from (select r.invoice_id, q.plan_id
                from new_rows r cross join lateral (select p.plan_id from promise p where p.id = r.promise_id offset 0) q) n
          cross join lateral (select c.promise_id from promise_invoice c where c.invoice_id = n.invoice_id offset 0) c
          cross join lateral (
              select q.level from promise q
              where q.id = c.promise_id and q.plan_id <> n.plan_id
                and (q.status in ('BROKEN', 'PARTLY_KEPT') or q.status = 'WITHDRAWN' and q.status_on > q.made_on) offset 0) o
          group by n.plan_id) b
    where p.plan_id = b.plan_id and p.level <> b.level;
    return null;
end $$;
