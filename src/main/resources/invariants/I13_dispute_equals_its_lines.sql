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
