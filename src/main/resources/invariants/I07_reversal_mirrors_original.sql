select r.circle, 'entry ' || r.id as subject, format('reverses entry %s: %s against %s', o.id, r.amount, o.amount) as detail
from ledger_entry r
join ledger_entry o on o.id = r.reverses
where r.kind = 'REVERSAL'
  and (r.amount <> -o.amount or o.kind = 'REVERSAL' or r.counts_as <> o.kind or r.effective_on < o.effective_on
       or (r.account_id, r.circle, r.invoice_id, r.receipt_id, r.note_id, r.allocation_id)
          is distinct from (o.account_id, o.circle, o.invoice_id, o.receipt_id, o.note_id, o.allocation_id))
