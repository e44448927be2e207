-- Posted once with its total (at cut-over: what was open), and nothing of it is left once it was reversed.
select i.circle, i.invoice_no as subject,
       format('document %s, posted %s, left %s', coalesce(i.opening_open_amount, i.total_amount), e.posted, e.left_over) as detail
from invoice i
left join (select invoice_id, sum(amount) filter (where kind = 'INVOICE') as posted, sum(amount) as left_over
           from ledger_entry
           where counts_as = 'INVOICE'
           group by invoice_id) e on e.invoice_id = i.id
where i.document_type = 'INVOICE'
  and (e.posted is distinct from coalesce(i.opening_open_amount, i.total_amount)
       or e.left_over <> case when i.reversed_at is null then e.posted else 0 end)
