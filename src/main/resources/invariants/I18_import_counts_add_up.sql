select null as circle, 'import ' || id as subject,
       format('read %s, accepted %s, unchanged %s, rejected %s', rows_read, rows_accepted, rows_unchanged, rows_rejected) as detail
from import_batch
where status not in ('RUNNING', 'FAILED') and rows_read <> rows_accepted + rows_unchanged + rows_rejected
