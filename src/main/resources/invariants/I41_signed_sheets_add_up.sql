-- What lies between both balances of a signed sheet is its differences and its residual; an invoice's state is of its own account.
select s.circle, 'sheet ' || s.id as subject,
       format('theirs %s less ours %s, differences %s, residual %s', s.balance_theirs, s.balance_ours, coalesce(l.amount, 0), s.residual) as detail
from reconciliation_sheet s
left join (select sheet_id, sum(amount) as amount from reconciliation_sheet_line group by sheet_id) l on l.sheet_id = s.id
where s.balance_theirs - s.balance_ours <> coalesce(l.amount, 0) + s.residual
union all
select s.circle, 'invoice ' || s.invoice_id, format('state %s is kept for account %s, the invoice is of %s', s.state, s.account_id, i.account_id)
from customer_invoice_state s join invoice i on i.id = s.invoice_id
where (i.account_id, i.circle) <> (s.account_id, s.circle)
