-- While a month was locked, nothing was recorded that is effective in it.
select e.circle, 'entry ' || e.id as subject, format('effective on %s, recorded %s', e.effective_on, e.recorded_at) as detail
from period_lock l
join ledger_entry e on e.effective_on >= l.month and e.effective_on < l.month + interval '1 month'
where e.recorded_at > l.locked_at and e.recorded_at < coalesce(l.unlocked_at, 'infinity')
