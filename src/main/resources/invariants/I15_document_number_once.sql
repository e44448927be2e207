select min(circle) as circle, kind || ' ' || min(number) as subject, format('stands %s times', count(*)) as detail
from (select 'invoice' as kind, invoice_no as number, circle from invoice where reversed_at is null
      union all
      select 'receipt', receipt_no, circle from receipt where reversed_at is null
      union all
      select 'note', note_no, circle from note where reversed_at is null) d
group by kind, lower(number)
having count(*) > 1
