select min(circle) as circle, 'entry ' || reverses as subject, format('reversed %s times', count(*)) as detail
from ledger_entry
where reverses is not null
group by reverses
having count(*) > 1
