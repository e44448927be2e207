-- Each stretch during which an item stood at 0.00: from when, to when, how late, over which amount.
with item_day as (
    select e.invoice_id, e.effective_on, sum(e.amount) as net,
           sum(sum(e.amount)) over item as open,
           sum(sum(e.amount) filter (where e.counts_as = 'INVOICE')) over item as invoiced,
           sum(sum(e.amount) filter (where e.counts_as = 'DEBIT_NOTE')) over item as debited,
           row_number() over item as n
    from ledger_entry e
    where e.invoice_id is not null
    group by e.invoice_id, e.effective_on
    window item as (partition by e.invoice_id order by e.effective_on)
), moved as (
    select invoice_id, effective_on, open, coalesce(debited, 0) as debited,
           lead(effective_on) over (partition by invoice_id order by effective_on) as next_on
    from item_day
    where (net <> 0 or n = 1) and coalesce(invoiced, 0) + coalesce(debited, 0) > 0
), recomputed as (
    select m.invoice_id, i.account_id, i.circle, i.charge_type, m.effective_on as settled_on, m.next_on as reopened_on,
           case when i.document_type = 'INVOICE' then i.total_amount else 0 end + m.debited as settled_amount,
           m.effective_on - i.due_date as days_late
    from moved m
    join invoice i on i.id = m.invoice_id
    where m.open = 0
)
select coalesce(r.circle, s.circle) as circle, 'item ' || invoice_id as subject,
       format('settled on %s: kept %s and %s days late, entries %s and %s', settled_on, s.settled_amount, s.days_late,
              r.settled_amount, r.days_late) as detail
from recomputed r
full join settlement s using (invoice_id, settled_on)
where (r.account_id, r.circle, r.charge_type, r.reopened_on, r.settled_amount, r.days_late)
      is distinct from (s.account_id, s.circle, s.charge_type, s.reopened_on, s.settled_amount, s.days_late)
