-- What ageing reads, without a date, is the balance of each account.
select coalesce(b.circle, g.circle) as circle, 'account ' || account_id as subject,
       format('balance %s, ageing %s', b.balance, g.balance) as detail
from (select account_id, circle, balance from account_balance where balance <> 0) b
full join (select account_id, circle, sum(amount) as balance
           from ledger_balances('infinity', null, app_circles())
           group by account_id, circle
           having sum(amount) <> 0) g using (account_id)
where b.balance is distinct from g.balance
