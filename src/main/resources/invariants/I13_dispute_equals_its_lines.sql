-- What stands on a dispute is what its lines say, and all of them are of its account and circle.
select d.circle, d.dispute_ref as subject,
       format('%s lines, ₹%s disputed, ₹%s valid; its lines: %s, ₹%s, ₹%s', d.line_count, d.disputed_amount, d.decided_amount,
              l.lines, l.disputed, l.decided) as detail
from dispute d
left join lateral (
    select count(*) as lines, coalesce(sum(x.disputed_amount), 0) as disputed, coalesce(sum(x.decided_amount), 0) as decided,
           min(i.invoice_date) as oldest, bool_or((i.account_id, i.circle) <> (d.account_id, d.circle)) as elsewhere,
           bool_or(x.ended_on is distinct from d.ended_on) as ended_otherwise
    from dispute_line x join invoice i on i.id = x.invoice_id where x.dispute_id = d.id) l on true
where (d.line_count, d.disputed_amount, d.decided_amount) is distinct from (l.lines, l.disputed, l.decided)
   or d.oldest_invoice_date is distinct from l.oldest or l.lines = 0 or l.elsewhere or l.ended_otherwise
union all
select coalesce(c.circle, l.circle), 'claims of dispute ' || dispute_id || ' on invoice ' || invoice_id,
       format('kept %s lines, ₹%s; lines: %s, ₹%s', c.lines, c.amount, l.lines, l.amount)
from dispute_claim c
full join (select dispute_id, invoice_id, raised_on, (recorded_at at time zone 'Asia/Kolkata')::date as recorded_on, account_id, circle,
                  sum(line) as lines, sum(line * disputed_amount) as amount
           from (select dispute_id, invoice_id, raised_on, recorded_at, account_id, circle, 1 as line, disputed_amount from dispute_line
                 union all
                 select dispute_id, invoice_id, raised_on, recorded_at, account_id, circle, 1, disputed_amount from dispute_line_removed
                 union all
                 select dispute_id, invoice_id, removed_on, removed_at, account_id, circle, -1, disputed_amount from dispute_line_removed) x
           group by 1, 2, 3, 4, 5, 6) l using (dispute_id, invoice_id, raised_on, recorded_on)
left join invoice i on i.id = invoice_id
where (c.lines, c.amount, c.account_id, c.circle, c.invoice_date, c.invoice_total, c.invoice_tax)
      is distinct from (l.lines, l.amount, l.account_id, l.circle, i.invoice_date, i.total_amount, i.tax_amount)
union all
select d.circle, d.dispute_ref, 'its owner is not the last it was given'
from dispute d
left join lateral (select o.owner_id, o.circle from dispute_owner o where o.dispute_id = d.id order by o.id desc limit 1) o on true
where (o.circle, o.owner_id) is distinct from (d.circle, d.owner_id)
