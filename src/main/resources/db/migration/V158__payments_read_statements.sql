-- What a reader noticed about a file, as sentences: for a statement its period and balances, a gap to the one before.
alter table import_batch add column remarks text[] not null default '{}';
comment on column import_batch.remarks is 'What was noticed about the file and is no fault of it.';

-- Layouts in which Indian banks export statements; more are saved on the page of column mappings.
select set_config('app.actor', 'system:migration', true);
insert into column_mapping (kind, name, definition)
select 'statements', name, jsonb_build_object(
           'columns', (select jsonb_object_agg(c.key, jsonb_build_object('header', c.value, 'constant', null, 'values', '{}'::jsonb))
                       from jsonb_each(columns) c),
           'ignored', '[]'::jsonb, 'ignoreOthers', true, 'dateFormat', date_format, 'numberFormat', '1,23,456.00', 'trailingMinus', false)
from (values
    ('HDFC', 'dd/MM/yyyy', '{"booked_on": "Date", "narration": "Narration", "reference": "Chq./Ref.No.", "value_on": "Value Dt",
                              "debit": "Withdrawal Amt.", "credit": "Deposit Amt.", "balance": "Closing Balance"}'::jsonb),
    ('ICICI', 'dd/MM/yyyy', '{"reference": "Transaction ID", "booked_on": "Value Date", "narration": "Description",
                               "amount": "Transaction Amount(INR)", "side": "Cr/Dr", "balance": "Available Balance(INR)"}'),
    ('ICICI two columns', 'dd/MM/yyyy', '{"reference": "Transaction ID", "booked_on": "Value Date", "narration": "Description",
                               "debit": "Withdrawal Amount (INR)", "credit": "Deposit Amount (INR)", "balance": "Available Balance(INR)"}'),
    ('SBI', 'dd-MMM-yyyy', '{"booked_on": "Txn Date", "value_on": "Value Date", "narration": "Description",
                              "reference": "Ref No./Cheque No.", "debit": "Debit", "credit": "Credit", "balance": "Balance"}'),
    ('Axis', 'dd-MM-yyyy', '{"booked_on": "Transaction Date", "narration": "Particulars", "reference": "Cheque No.", "side": "Dr/Cr",
                              "amount": "Amount", "balance": "Balance"}'),
    ('Kotak', 'dd/MM/yyyy', '{"booked_on": "Date", "narration": "Description", "reference": "Ref No.", "debit": "Debit",
                               "credit": "Credit", "balance": "Balance"}')) layout (name, date_format, columns)
on conflict do nothing;
