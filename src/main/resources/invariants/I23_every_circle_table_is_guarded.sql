-- Row-level security stands, forced, on every table that carries a circle.
select null as circle, 'table ' || c.relname as subject, 'row-level security is not forced' as detail
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'circle' and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and c.relname <> 'user_circle'
  and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
