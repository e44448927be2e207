-- What a circle is to bring is what its account managers are to bring; and what was frozen or closed is what was in force then.
with version as (
    select v.*, t.month, v.current_amount + v.arrears_amount as amount
    from collection_target_version v join collection_target t on t.id = v.target_id
), standing as (
    select distinct on (v.target_id) v.* from version v order by v.target_id, v.approved is true desc, v.version desc
), managed as (
    select s.month, a.circle, m.user_id, sum(s.amount) as amount
    from standing s
    join account a on a.id = s.account_id
    left join lateral (select x.user_id from account_manager x
                       where x.account_id = a.id and x.from_on <= least(app_today(), (s.month + interval '1 month')::date - 1)
                       order by x.from_on desc limit 1) m on true
    group by s.month, a.circle, m.user_id
)
select coalesce(c.circle, m.circle) as circle, 'targets of ' || to_char(month, 'YYYY-MM') as subject,
       format('the circle is to bring %s, its managers %s', c.amount, m.amount) as detail
from (select s.month, s.circle, sum(s.amount) as amount from standing s group by s.month, s.circle) c
full join (select g.month, g.circle, sum(g.amount) as amount from managed g group by g.month, g.circle) m using (month, circle)
where c.amount is distinct from m.amount
union all
select d.circle, format('account %s on %s', d.account_id, d.on_day), format('%s to bring was frozen, %s was in force', d.target_amount, coalesce(f.amount, 0))
from landing_day d
left join lateral (select v.amount from version v
                   where v.account_id = d.account_id and v.month = d.month and v.made_at <= d.frozen_at
                   order by (v.approved and v.decided_at <= d.frozen_at) is true desc, v.version desc limit 1) f on true
where d.target_amount <> coalesce(f.amount, 0)
union all
select c.circle, 'target ' || c.target_id, format('%s was closed, %s was in force', c.target_amount, f.amount)
from collection_target_close c
cross join lateral (select v.amount from version v
                    where v.target_id = c.target_id and v.made_at <= c.closed_at
                    order by (v.approved and v.decided_at <= c.closed_at) is true desc, v.version desc limit 1) f
where c.target_amount <> f.amount
