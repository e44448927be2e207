-- Two decimals; six only where GST is taken out of a sum, and for coordinates.
select null as circle, 'column ' || c.relname || '.' || a.attname as subject, format_type(a.atttypid, a.atttypmod) as detail
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and (a.atttypid in ('float4'::regtype, 'float8'::regtype, 'money'::regtype)
       or (a.atttypid = 'numeric'::regtype and (a.atttypmod = -1 or (a.atttypmod - 4) & 65535 <> 2)
           and a.attname <> all (array['net_amount', 'billed_net', 'latitude', 'longitude'])))
