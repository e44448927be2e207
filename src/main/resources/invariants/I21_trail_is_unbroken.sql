-- Each change starts from what the change before it left; an import in between is one line for many rows.
select circle, subject || ' ' || subject_id as subject, format('line %s does not follow line %s', id, previous_id) as detail
from (select id, subject, subject_id, circle, action, before,
             lag(id) over item as previous_id, lag(after) over item as previous_after
      from audit_log
      where action in ('INSERT', 'UPDATE', 'DELETE')
      window item as (partition by subject, subject_id order by id)) l
where action in ('UPDATE', 'DELETE') and previous_id is not null and before is distinct from previous_after
  and not exists (select from audit_log i
                  where i.action = 'IMPORT' and i.subject = l.subject and i.id between l.previous_id and l.id)
union all
select circle, 'line ' || id, 'nobody is named'
from audit_log
where coalesce(actor, '') = ''
