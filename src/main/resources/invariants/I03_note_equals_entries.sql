select n.circle, n.note_no as subject,
       format('document %s, posted %s, left %s', n.total_amount, e.posted, e.left_over) as detail
from note n
left join (select note_id, min(counts_as) as posted_as, sum(amount) filter (where kind <> 'REVERSAL') as posted,
                  sum(amount) as left_over
           from ledger_entry
           where counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
           group by note_id) e on e.note_id = n.id
where e.posted is distinct from case n.kind when 'DEBIT' then n.total_amount else -n.total_amount end
   or e.posted_as <> n.kind || '_NOTE'
   or e.left_over <> case when n.reversed_at is null then e.posted else 0 end
