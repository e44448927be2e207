select i.circle, i.invoice_no as subject, format('%s effective on %s', e.kind, e.effective_on) as detail
from ledger_entry e
join invoice i on i.id = e.invoice_id
where e.effective_on < coalesce(i.opening_on, i.invoice_date)
union all
select n.circle, n.note_no, format('note of %s on an invoice of %s', n.note_date, i.invoice_date)
from note n
join invoice i on i.id = n.invoice_id
where n.note_date < i.invoice_date
