-- Opening and lines of a statement are its closing balance, its lines are all there, and a credit became receipts of its amount at most.
select null as circle, 'statement ' || s.id as subject,
       format('opening %s, credits %s, debits %s, closing %s; %s of %s new lines are there, credits %s and debits %s',
              s.opening, s.credits, s.debits, s.closing, coalesce(l.lines, 0), s.lines - s.unchanged, coalesce(l.credits, 0),
              coalesce(l.debits, 0)) as detail
from bank_statement s
left join (
    select bank_statement_id, count(*) as lines, coalesce(sum(amount) filter (where side = 'CREDIT'), 0) as credits,
           coalesce(sum(amount) filter (where side = 'DEBIT'), 0) as debits
    from bank_line group by bank_statement_id) l on l.bank_statement_id = s.id
where s.closing <> s.opening + s.credits - s.debits
   or coalesce(l.lines, 0) <> s.lines - s.unchanged
   or s.unchanged = 0 and (coalesce(l.credits, 0), coalesce(l.debits, 0)) <> (s.credits, s.debits)
   or coalesce(l.credits, 0) > s.credits or coalesce(l.debits, 0) > s.debits
union all
select null, 'bank line ' || l.id, format('receipts of %s came of %s', r.amount, l.amount)
from bank_line l
join (select b.bank_line_id, sum(r.amount) as amount
      from bank_line_receipt b join receipt r on r.id = b.receipt_id and r.reversed_at is null
      group by b.bank_line_id) r on r.bank_line_id = l.id
where r.amount > l.amount
