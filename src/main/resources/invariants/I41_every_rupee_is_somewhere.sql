-- The parts of every account sum to what the ledger says, and only cash on account is negative.
select b.circle, a.code as subject,
       format('the parts sum to %s, the ledger to %s, the least is %s', coalesce(r.total, 0), b.balance, r.least) as detail
from account_balance b
join account a on a.id = b.account_id
left join (
    select e.account_id, sum(e.amount) as total, min(e.amount) filter (where e.part <> 'UNAPPLIED') as least
    from every_rupee(greatest(app_today(), (select max(effective_on) from account_day)), array(select code from circle)) e
    group by e.account_id
) r on r.account_id = b.account_id
where coalesce(r.total, 0) <> b.balance or r.least < 0
