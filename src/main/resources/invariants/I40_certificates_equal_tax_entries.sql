-- What customers owe certificates for, against the entries of tax it was summed from.
select coalesce(c.circle, e.circle) as circle, 'account ' || account_id as subject,
       format('%s under %s in the quarter of %s: kept %s, entries %s', tax, section, quarter, c.amount, e.amount) as detail
from (select * from certificate_receivable where amount <> 0) c
full join (select d.account_id, d.circle, d.tax, tax_quarter_of(d.deducted_on) as quarter,
                  tax_section_at(d.account_id, d.charge_type, d.tax, d.deducted_on) as section, sum(d.amount) as amount
           from (select account_id, circle, tax, charge_type, deducted_on, sum(amount) as amount from tax_entry group by 1, 2, 3, 4, 5) d
           group by 1, 2, 3, 4, 5
           having sum(d.amount) <> 0) e using (account_id, tax, quarter, section)
where (c.circle, c.amount) is distinct from (e.circle, e.amount)
