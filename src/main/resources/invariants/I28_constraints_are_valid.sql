select null as circle, 'constraint ' || c.conname as subject, 'not validated' as detail
from pg_constraint c
where c.connamespace = 'public'::regnamespace and not c.convalidated
union all
select null, 'index ' || i.indexrelid::regclass, 'not valid'
from pg_index i
join pg_class c on c.oid = i.indexrelid and c.relnamespace = 'public'::regnamespace
where not (i.indisvalid and i.indisready)
