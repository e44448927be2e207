-- The second sum, on which the tie-out rests, against the first.
select coalesce(d.circle, e.circle) as circle, 'account ' || account_id as subject,
       format('%s on %s: kept %s, days %s', charge_type, effective_on, d.amount, e.amount) as detail
from account_day d
full join (select account_id, circle, charge_type, effective_on, sum(amount) as amount
           from ledger_day
           group by 1, 2, 3, 4) e using (account_id, charge_type, effective_on)
where (d.circle, d.amount) is distinct from (e.circle, e.amount)
