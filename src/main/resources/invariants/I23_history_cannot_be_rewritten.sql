-- The application's role may neither change nor remove history, nor write what the ledger derives.
select null as circle, 'table ' || t.name as subject, 'the application may ' || lower(p.privilege) as detail
from unnest(array['ledger_entry', 'audit_log', 'invoice', 'invoice_line', 'receipt', 'note', 'allocation', 'gl_balance',
                  'dispute_event', 'dispute_comment', 'dispute_note', 'dispute_change', 'dispute_line_removed', 'note_clock', 'note_approval',
                  'note_approval_step', 'note_series', 'customer_invoice_state', 'difference_follow_up', 'reconciliation_sheet', 'reconciliation_sheet_line', 'tax_section', 'tax_rate', 'certificate_receivable', 'tax_statement_line', 'dispute_claim', 'dispute_owner',
                  'account_balance', 'open_item', 'settlement', 'settlement_day', 'on_account_item', 'ledger_day', 'account_day',
                  'account_month', 'ledger_month_end', 'ledger_snapshot']) as t (name)
cross join unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) as p (privilege)
where has_table_privilege('circledesk_app', t.name, p.privilege)
union all
select null, 'table ' || c.table_name, 'the application may change ' || c.column_name
from (select r.relname as table_name, a.attname as column_name, r.oid
      from pg_class r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
      where r.relnamespace = 'public'::regnamespace) c
where has_column_privilege('circledesk_app', c.oid, c.column_name, 'UPDATE')
  and (c.table_name in ('ledger_entry', 'audit_log', 'open_item', 'settlement', 'settlement_day', 'on_account_item', 'ledger_day', 'account_day',
                        'account_month', 'ledger_snapshot', 'certificate_receivable')
       or (c.table_name in ('invoice', 'invoice_line', 'note', 'allocation', 'gl_balance') and c.column_name <> 'reversed_at')
       or (c.table_name = 'receipt'
           and c.column_name <> all (array['reversed_at', 'account_id', 'circle', 'identified_at', 'identified_by']))
       or (c.table_name = 'account_balance' and c.column_name <> 'circle'))
union all
select null, 'table ' || t.name, 'its guard is missing or switched off'
from unnest(array['ledger_entry_is_append_only', 'audit_log_is_append_only', 'ledger_entry_posted',
                  'ledger_entry_posted_by_the_hundred', 'ledger_entry_changes', 'ledger_entry_sums_months', 'account_changes',
                  'invoice_is_never_edited', 'invoice_is_never_deleted', 'receipt_is_never_edited',
                  'receipt_is_never_deleted', 'note_is_never_edited', 'note_is_never_deleted',
                  'allocation_is_never_edited', 'allocation_is_never_deleted',
                  'dispute_event_is_append_only', 'dispute_moved', 'dispute_line_raised', 'dispute_line_decided', 'dispute_line_claims', 'dispute_claim_changes', 'dispute_claim_grows', 'dispute_event_changes',
                  'dispute_owner_changes', 'dispute_note_changes',
                  'dispute_owned', 'dispute_changes_hands', 'dispute_owner_is_append_only', 'dispute_warnings_follow',
                  'dispute_line_added', 'dispute_line_kept', 'dispute_evidence_checked', 'dispute_evidence_is_append_only', 'dispute_change_is_append_only', 'dispute_line_removed_is_append_only',
                  'dispute_note_is_append_only', 'note_clock_is_append_only', 'tax_section_is_append_only', 'tax_rate_is_append_only', 'lower_deduction_checked', 'customer_ledger_line_is_never_edited', 'customer_ledger_line_is_never_deleted',
                  'customer_invoice_state_is_append_only', 'reconciliation_sheet_is_append_only', 'reconciliation_sheet_line_is_append_only',
                  'reconciliation_sheet_adds_up', 'reconciliation_sheet_line_added', 'ledger_entry_sums_certificates', 'tax_statement_line_is_never_edited', 'tax_statement_line_is_never_deleted', 'note_approval_given', 'note_draft_issued',
                  'note_number_is_used', 'note_number_of_a_series', 'dispute_note_steps', 'note_approval_is_append_only']) as t (name)
where not exists (select from pg_trigger g where g.tgname = t.name and g.tgenabled in ('O', 'A'))
