-- A note issued here is its draft, dated the day of issue, within 180 days (a setting) of its invoice or allowed by another
-- person; every step of the chain was taken by somebody who neither decided nor asked.
select f.circle, 'note ' || n.note_no as subject,
       format('₹%s of %s, draft ₹%s, window until %s', n.total_amount, n.note_date, f.total_amount, i.invoice_date + w.length_days) as detail
from note_draft f
join note n on n.id = f.note_id
join invoice i on i.id = f.invoice_id
join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
join note_request r on r.id = f.request_id
where (n.invoice_id, n.kind, n.total_amount, n.taxable_amount, n.tax_amount)
      is distinct from (f.invoice_id, 'CREDIT', f.total_amount, f.taxable_amount, f.tax_amount)
   or n.note_date <> (n.recorded_at at time zone 'Asia/Kolkata')::date
   or exists (select from note_steps_missing(r.id))
   or not exists (select from dispute_note l where l.note_id = n.id and l.dispute_id = r.dispute_id)
   or n.note_date > i.invoice_date + w.length_days and not exists (
       select from dispute_exception e
       where e.dispute_id = r.dispute_id and e.kind = 'LATE_NOTE' and e.allowed and e.decided_by <> e.asked_by)
union all
select a.circle, 'request ' || a.request_id, 'approved by ' || a.approved_by || ', who asked for it'
from note_approval a join note_request r on r.id = a.request_id where a.approved_by = r.requested_by
