with item_day as (
    select account_id, circle, charge_type, invoice_date, due_date, effective_on,
           sum(sum(amount)) over item as amount, sum(sum(net_amount)) over item as net_amount,
           lead(effective_on, 1, 'infinity') over item as until
    from ledger_day
    group by account_id, circle, charge_type, invoice_date, due_date, effective_on
    window item as (partition by account_id, circle, charge_type, invoice_date, due_date order by effective_on)
), recomputed as (
    select m.month_end, d.account_id, d.circle, d.charge_type, d.invoice_date, d.due_date, d.amount, d.net_amount
    from item_day d
    join ledger_month_end m on m.month_end >= d.effective_on and m.month_end < d.until
    where d.amount <> 0
)
select coalesce(s.circle, r.circle) as circle, 'account ' || account_id as subject,
       format('%s due %s at %s: kept %s, days %s', charge_type, due_date, month_end, s.amount, r.amount) as detail
from (select k.* from ledger_snapshot k join ledger_month_end using (month_end)) s
full join recomputed r using (month_end, account_id, charge_type, invoice_date, due_date)
where (s.circle, s.amount, s.net_amount) is distinct from (r.circle, r.amount, r.net_amount)
