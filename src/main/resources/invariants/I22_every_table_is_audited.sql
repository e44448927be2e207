-- Every table writes the trail but those listed: reference data, technical tables, imports' own books, and what a trigger derives.
select null as circle, 'table ' || c.relname as subject, 'audit triggers missing or switched off' as detail
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and c.relname <> all (array['flyway_schema_history', 'circle', 'dispute_status', 'dispute_transition', 'audit_log', 'login_attempt', 'scheduled_tasks',
                              'spring_session', 'spring_session_attributes',
                              'import_batch', 'import_progress', 'import_file', 'import_fault',
                              'account_balance', 'open_item', 'settlement', 'settlement_day', 'on_account_item', 'ledger_day', 'account_day',
                              'account_month', 'certificate_receivable', 'ledger_month_end', 'ledger_snapshot', 'ledger_change',
                              'dispute_claim', 'dispute_owner', 'dispute_pack', 'rupee_month',
                              'proposal', 'proposal_line', 'matched_account', 'bulk_confirmation',
                              'mail', 'control_run', 'control_check', 'control_difference'])
  and 3 > (select count(*)
           from pg_trigger t
           where t.tgrelid = c.oid and t.tgname in ('audit_insert', 'audit_update', 'audit_delete')
             and t.tgenabled in ('O', 'A'))
