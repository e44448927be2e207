-- Entries, notes and allocations stay with the account and circle of the documents they refer to.
select e.circle, 'entry ' || e.id as subject, 'no such document, or one of another account' as detail
from ledger_entry e
left join invoice i on i.id = e.invoice_id
left join receipt r on r.id = e.receipt_id
left join note n on n.id = e.note_id
left join allocation a on a.id = e.allocation_id
where e.invoice_id is not null and (i.account_id, i.circle) is distinct from (e.account_id, e.circle)
   or e.receipt_id is not null and (r.account_id, r.circle) is distinct from (e.account_id, e.circle)
   or e.note_id is not null and (n.account_id, n.circle) is distinct from (e.account_id, e.circle)
   or e.allocation_id is not null and (a.account_id, a.circle) is distinct from (e.account_id, e.circle)
union all
select a.circle, 'allocation ' || a.id, 'another account than its document'
from allocation a
join invoice i on i.id = a.invoice_id
left join receipt r on r.id = a.receipt_id
left join note n on n.id = a.note_id
where (i.account_id, i.circle) <> (a.account_id, a.circle)
   or (r.account_id, r.circle) <> (a.account_id, a.circle)
   or (n.account_id, n.circle) <> (a.account_id, a.circle)
union all
select d.circle, d.kind || ' ' || d.number, 'another circle than its account'
from (select 'invoice' as kind, invoice_no as number, account_id, circle from invoice
      union all
      select 'receipt', receipt_no, account_id, circle from receipt
      union all
      select 'note', note_no, account_id, circle from note) d
join account a on a.id = d.account_id
where a.circle <> d.circle
