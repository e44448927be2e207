-- The months on which the tie-out rests, against their days.
select coalesce(m.circle, d.circle) as circle, 'account ' || account_id as subject,
       format('%s: kept %s, days %s', month, m.amount, d.amount) as detail
from account_month m
full join (select account_id, circle, date_trunc('month', effective_on)::date as month, sum(amount) as amount
           from account_day
           group by 1, 2, 3) d using (account_id, month)
where (m.circle, m.amount) is distinct from (d.circle, d.amount)
