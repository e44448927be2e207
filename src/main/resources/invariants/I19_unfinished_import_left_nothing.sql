-- Rows stand only behind imports that were committed; what a reverted import brought is reversed.
select d.circle, d.kind || 's of import ' || d.import_id as subject,
       format('%s rows, import %s', d.rows, coalesce(lower(b.status), 'unknown')) as detail
from (select 'invoice' as kind, import_id, circle, reversed_at is not null as reversed, count(*) as rows
      from invoice where import_id is not null group by 2, 3, 4
      union all
      select 'invoice line', import_id, circle, reversed_at is not null, count(*)
      from invoice_line where import_id is not null group by 2, 3, 4
      union all
      select 'receipt', import_id, circle, reversed_at is not null, count(*)
      from receipt where import_id is not null group by 2, 3, 4
      union all
      select 'note', import_id, circle, reversed_at is not null, count(*)
      from note where import_id is not null group by 2, 3, 4
      union all
      select 'allocation', import_id, circle, reversed_at is not null, count(*)
      from allocation where import_id is not null group by 2, 3, 4
      union all
      select 'ERP balance', import_id, circle, reversed_at is not null, count(*)
      from gl_balance where import_id is not null group by 2, 3, 4
      union all
      select 'dispute', import_id, circle, ended_on is not null, count(*) from dispute where import_id is not null group by 2, 3, 4
      union all
      select 'account', import_id, circle, true, count(*) from account where import_id is not null group by 2, 3
      union all
      select 'site', import_id, circle, true, count(*) from site where import_id is not null group by 2, 3) d
left join import_batch b on b.id = d.import_id
where b.id is null or b.status not in ('COMMITTED', 'REVERTED') or (b.status = 'REVERTED' and not d.reversed)
