-- The same invoice, or the same line of one, is claimed by one open dispute, unless another person was asked to allow it.
select l.circle, 'invoice ' || l.invoice_id || coalesce(', line ' || l.invoice_line_id, '') as subject,
       format('%s open claims, %s of them without an exception', count(*), count(*) filter (where l.exception_id is null)) as detail
from dispute_line l
where l.ended_on is null
group by l.circle, l.invoice_id, l.invoice_line_id
having count(*) filter (where l.exception_id is null) > 1
union all
-- No line claims more than was ever billed, and none more than its dispute was allowed to.
select l.circle, 'dispute line ' || l.id, format('%s is disputed of %s', l.disputed_amount, b.billed)
from dispute_line l
join invoice i on i.id = l.invoice_id
left join invoice_line n on n.id = l.invoice_line_id
cross join lateral (
    select coalesce(n.taxable_amount + n.tax_amount,
                    i.total_amount + coalesce((select sum(t.total_amount) from note t
                                               where t.invoice_id = i.id and t.kind = 'DEBIT'), 0)) as billed) b
where l.disputed_amount > b.billed
