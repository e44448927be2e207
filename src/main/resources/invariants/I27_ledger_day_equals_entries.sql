with entry as (
    select l.account_id, l.circle, coalesce(i.charge_type, 'ON_ACCOUNT') as charge_type,
           coalesce(i.invoice_date, '1900-01-01') as invoice_date, coalesce(i.due_date, '1900-01-01') as due_date,
           l.counts_as, l.effective_on, (l.recorded_at at time zone 'Asia/Kolkata')::date as recorded_on, l.amount,
           coalesce(round(l.amount * i.taxable_amount / i.total_amount, 6), l.amount) as net_amount,
           case when l.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
               then round(l.amount * coalesce(n.taxable_amount / n.total_amount,
                                              r.taxable_amount / r.total_amount, 1), 6)
           end as note_net
    from ledger_entry l
    left join invoice i on i.id = l.invoice_id
    left join note n on n.id = l.note_id and l.counts_as in ('CREDIT_NOTE', 'DEBIT_NOTE')
    left join invoice r on r.id = n.invoice_id
), recomputed as (
    select account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on, recorded_on,
           sum(amount) as amount, sum(net_amount) as net_amount,
           case counts_as when 'INVOICE' then sum(net_amount) else coalesce(sum(note_net), 0) end as billed_net
    from entry
    group by account_id, circle, charge_type, invoice_date, due_date, counts_as, effective_on, recorded_on
)
select coalesce(d.circle, e.circle) as circle, 'account ' || account_id as subject,
       format('%s on %s: kept %s, entries %s', charge_type, effective_on, d.amount, e.amount) as detail
from ledger_day d
full join recomputed e using (account_id, charge_type, invoice_date, due_date, counts_as, effective_on, recorded_on)
where (d.circle, d.amount, d.net_amount, d.billed_net) is distinct from (e.circle, e.amount, e.net_amount, e.billed_net)
