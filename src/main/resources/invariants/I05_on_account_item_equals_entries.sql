-- What is kept as the rest of a receipt or note is what its entries say, and no date ever saw it give more than it holds.
select coalesce(e.circle, o.circle) as circle, lower(document_type) || ' ' || document_id as subject,
       format('kept %s, entries %s, at least %s', coalesce(o.rest::text, 'nothing'), coalesce(e.rest::text, 'nothing'),
              e.lowest) as detail
from on_account_item o
full join (select document_type, document_id, account_id, circle, min(effective_on) as dated_on, sum(net) as rest,
                  min(running) as lowest
           from (select case when receipt_id is null then 'NOTE' else 'RECEIPT' end as document_type,
                        coalesce(receipt_id, note_id) as document_id, account_id, circle, effective_on,
                        -sum(amount) as net,
                        -sum(sum(amount)) over (partition by receipt_id, note_id order by effective_on) as running
                 from ledger_entry
                 where invoice_id is null
                 group by receipt_id, note_id, account_id, circle, effective_on) d
           group by 1, 2, 3, 4) e using (document_type, document_id)
where e.lowest < 0
   or (o.account_id, o.circle, o.dated_on, o.rest) is distinct from (e.account_id, e.circle, e.dated_on, e.rest)
