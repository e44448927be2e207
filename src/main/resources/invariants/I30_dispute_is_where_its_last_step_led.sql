-- The state of a dispute is its last step; each step began where the one before ended, and may follow it.
select d.circle, d.dispute_ref as subject, format('%s, but its last step led to %s', d.status, coalesce(e.to_status, 'nowhere')) as detail
from dispute d
left join lateral (select * from dispute_event x where x.dispute_id = d.id order by x.id desc limit 1) e on true
left join dispute_status s on s.status = d.status
where e.to_status is distinct from d.status
   or d.ended_on is distinct from case when not s.is_open then e.effective_on end
union all
select e.circle, 'step ' || e.id, format('from %s to %s, after a step to %s', e.from_status, e.to_status, e.before)
from (select *, lag(to_status) over (partition by dispute_id order by id) as before from dispute_event) e
where e.from_status is distinct from e.before
   or e.from_status is not null and not exists (
       select from dispute_transition t where t.from_status = e.from_status and t.to_status = e.to_status)
