-- What is kept per open item is what its entries say, and no date ever saw it overpaid.
select i.circle, i.invoice_no as subject,
       format('kept %s, entries %s, at least %s', coalesce(o.open_amount::text, 'nothing'), coalesce(e.open::text, 'nothing'),
              e.lowest) as detail
from open_item o
full join (select invoice_id, sum(net) as open, min(running) as lowest, max(effective_on) as last_effective_on,
                  coalesce(max(effective_on) filter (where net <> 0), min(effective_on)) as last_moved_on
           from (select invoice_id, effective_on, sum(amount) as net,
                        sum(sum(amount)) over (partition by invoice_id order by effective_on) as running
                 from ledger_entry
                 where invoice_id is not null
                 group by invoice_id, effective_on) d
           group by invoice_id) e using (invoice_id)
join invoice i on i.id = invoice_id
where e.lowest < 0
   or o.open_amount is distinct from e.open
   or o.last_effective_on is distinct from e.last_effective_on
   or o.settled_on is distinct from (case when e.open = 0 then e.last_moved_on end)
   or (o.account_id, o.circle, o.charge_type, o.invoice_date, o.due_date)
      is distinct from (i.account_id, i.circle, i.charge_type, i.invoice_date, i.due_date)
