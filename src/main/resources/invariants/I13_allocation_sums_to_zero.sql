select min(circle) as circle, 'allocation ' || allocation_id as subject, format('sums to %s on %s', sum(amount), effective_on) as detail
from ledger_entry
where counts_as = 'ALLOCATION'
group by allocation_id, effective_on
having sum(amount) <> 0
