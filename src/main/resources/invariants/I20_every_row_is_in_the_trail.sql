-- Rows written by hand have a line each; rows of an import are counted in one line per statement. Both sides are counted
-- together: a join would be planned as a loop while the tables' statistics are young.
with written as (
    select 'account' as subject, id, circle, import_id from account
    union all select 'site', id, circle, import_id from site
    union all select 'invoice', id, circle, import_id from invoice
    union all select 'receipt', id, circle, import_id from receipt
    union all select 'note', id, circle, import_id from note
    union all select 'allocation', id, circle, import_id from allocation
    union all select 'ledger_entry', id, circle, import_id from ledger_entry
    union all select 'dispute', id, circle, import_id from dispute
    union all select 'dispute_line', id, circle, import_id from dispute_line
    union all select 'dispute_event', id, circle, import_id from dispute_event
    union all select 'note_request', id, circle, null from note_request
    union all select 'note_draft', id, circle, null from note_draft
    union all select 'app_user', id, null, null from app_user
)
select max(circle) as circle, both_sides.subject || ' ' || id as subject, 'no line in the audit trail' as detail
from (
    select subject, id::text as id, circle, true as row_itself from written where import_id is null
    union all
    select subject, subject_id, null, false from audit_log where action = 'INSERT'
) both_sides
group by both_sides.subject, id
having bool_and(row_itself)
union all
select null, w.subject || 's of import ' || w.import_id, format('%s rows, %s in the audit trail', w.rows, coalesce(l.rows, 0))
from (select subject, import_id, count(*) as rows from written where import_id is not null group by 1, 2) w
left join (select subject, import_id, sum(rows_written) as rows
           from audit_log
           where action = 'IMPORT' and note = 'INSERT'
           group by 1, 2) l using (subject, import_id)
where w.rows <> coalesce(l.rows, 0)
