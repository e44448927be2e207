-- What is kept per account is the sum of its entries, and open items less what is on account.
select coalesce(b.circle, e.circle) as circle, 'account ' || account_id as subject,
       format('kept %s, entries %s, open items less on account %s', b.balance, e.balance,
              coalesce(o.open, 0) - coalesce(u.rest, 0)) as detail
from account_balance b
full join (select account_id, circle, sum(amount) as balance from ledger_entry group by account_id, circle) e using (account_id)
left join (select account_id, sum(open_amount) as open from open_item group by account_id) o using (account_id)
left join (select account_id, sum(rest) as rest from on_account_item group by account_id) u using (account_id)
where (b.circle, b.balance) is distinct from (e.circle, e.balance)
   or b.balance <> coalesce(o.open, 0) - coalesce(u.rest, 0)
