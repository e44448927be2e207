select null as circle, kind || ' file ' || left(file_sha256, 12) as subject,
       format('imported in full %s times', count(*)) as detail
from import_batch
where mode = 'COMMIT' and status = 'COMMITTED' and rows_rejected = 0
group by kind, file_sha256
having count(*) > 1
