-- Every number of a series that was taken is a note, and no note of ours has a number that was not.
select null as circle, 'series ' || s.prefix as subject, 'number ' || n || ' is no note' as detail
from note_series s cross join generate_series(1, s.last_number) n
where not exists (select from note t where t.note_no = s.prefix || to_char(n, 'FM00000') and t.import_id is null)
union all
select t.circle, 'note ' || t.note_no, 'its number was never taken from a series'
from note t
where t.note_no ~ '^(CN|DN)[0-9]{2}[0-9A-Z]/[0-9]{4}/[0-9]{5}$'
  and not exists (select from note_series s where s.prefix = left(t.note_no, 11) and s.last_number >= right(t.note_no, 5)::integer)
