-- A receipt without account is no entry; one with account is posted with its amount, and reversed as a whole.
select r.circle, r.receipt_no as subject,
       format('document %s, posted %s, left %s', r.amount, -e.posted, -e.left_over) as detail
from receipt r
left join (select receipt_id, sum(amount) filter (where kind = 'RECEIPT') as posted, sum(amount) as left_over
           from ledger_entry
           where counts_as = 'RECEIPT'
           group by receipt_id) e on e.receipt_id = r.id
where e.posted is distinct from case when r.account_id is not null then -r.amount end
   or e.left_over <> case when r.reversed_at is null then e.posted else 0 end
