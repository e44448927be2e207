-- A trend asks a dozen month ends for sums by due date. In this order, and without the rows, they are read in one go.
create index ledger_snapshot_by_due_date on ledger_snapshot (month_end, due_date)
    include (circle, account_id, charge_type, amount, net_amount);

-- What was billed day by day, likewise.
drop index ledger_day_billed;
create index ledger_day_billed on ledger_day (effective_on) include (circle, account_id, charge_type, amount, billed_net)
    where counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE');
