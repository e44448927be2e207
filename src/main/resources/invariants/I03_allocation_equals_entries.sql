-- What it takes from the receipt or note, puts on the invoice, and books as tax, deduction and what is taken off.
select a.circle, 'allocation ' || a.id as subject,
       format('document %s + %s + %s + %s + %s + %s, entries %s → %s, %s, %s, %s, %s, %s', a.amount, a.tds_amount, a.gst_tds_amount,
              a.deduction_amount, a.round_off_amount, a.write_off_amount, e.taken, e.put, e.tds, e.gst_tds, e.deducted,
              e.rounded, e.written) as detail
from allocation a
left join (select allocation_id, count(*) filter (where kind <> 'REVERSAL') as entries, sum(amount) filter (where kind = 'REVERSAL') as reversed,
                  coalesce(sum(amount) filter (where kind = 'ALLOCATION' and invoice_id is null), 0) as taken,
                  coalesce(sum(-amount) filter (where kind = 'ALLOCATION' and invoice_id is not null), 0) as put,
                  coalesce(sum(-amount) filter (where kind = 'TDS'), 0) as tds,
                  coalesce(sum(-amount) filter (where kind = 'GST_TDS'), 0) as gst_tds,
                  coalesce(sum(-amount) filter (where kind = 'DEDUCTION'), 0) as deducted,
                  coalesce(sum(-amount) filter (where kind = 'ROUND_OFF'), 0) as rounded,
                  coalesce(sum(-amount) filter (where kind = 'WRITE_OFF'), 0) as written,
                  count(*) filter (where kind = 'REVERSAL') as reversals
           from ledger_entry
           where allocation_id is not null
           group by allocation_id) e on e.allocation_id = a.id
where (a.amount, a.amount, a.tds_amount, a.gst_tds_amount, a.deduction_amount, a.round_off_amount, a.write_off_amount)
      is distinct from (e.taken, e.put, e.tds, e.gst_tds, e.deducted, e.rounded, e.written)
   or e.reversals <> case when a.reversed_at is null then 0 else e.entries end
