select coalesce(d.circle, e.circle) as circle, 'account ' || account_id as subject,
       format('%s settled on %s: kept %s over %s, settlements %s over %s', charge_type, settled_on, d.invoices, d.amount,
              e.invoices, e.amount) as detail
from (select * from settlement_day where (invoices, amount, weighted_days, plain_days) <> (0, 0, 0, 0)) d
full join (select account_id, circle, charge_type, settled_on, coalesce(reopened_on, 'infinity') as reopened_on,
                  count(*) as invoices, sum(settled_amount) as amount, sum(settled_amount * days_late) as weighted_days,
                  sum(days_late) as plain_days
           from settlement
           group by 1, 2, 3, 4, 5) e using (account_id, charge_type, settled_on, reopened_on)
where (d.circle, d.invoices, d.amount, d.weighted_days, d.plain_days)
      is distinct from (e.circle, e.invoices, e.amount, e.weighted_days, e.plain_days)
