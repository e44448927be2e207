-- A note issued here is its draft, dated the day of issue, within 180 days (a setting) of its invoice or allowed by another
-- person; every step of the chain was taken by somebody who neither decided nor asked. A cancelled one was asked for and approved, too.
select f.circle, 'note ' || n.note_no as subject,
       format('₹%s of %s, draft ₹%s, window until %s', n.total_amount, n.note_date, f.total_amount, i.invoice_date + w.length_days) as detail
from note_draft f
join note n on n.id = f.note_id
join invoice i on i.id = f.invoice_id
join note_window w on i.invoice_date >= w.from_on and i.invoice_date < w.until_on
join note_request r on r.id = f.request_id
left join note_part p on p.note_id = n.id and p.invoice_id = f.invoice_id
where (p.invoice_id, n.kind, p.total_amount, p.taxable_amount, p.tax_amount, n.against_note_id)
      is distinct from (f.invoice_id, r.kind, f.total_amount, f.taxable_amount, f.tax_amount, r.against_note_id)
   or n.note_date <> (n.recorded_at at time zone 'Asia/Kolkata')::date
   or exists (select from note_steps_missing(r.id))
   or r.dispute_id is not null and not exists (select from dispute_note l where l.note_id = n.id and l.dispute_id = r.dispute_id)
   or n.note_date > i.invoice_date + w.length_days and not exists (
       select from dispute_exception e
       where (e.dispute_id = r.dispute_id or e.request_id = r.id) and e.kind = 'LATE_NOTE' and e.allowed and e.decided_by <> e.asked_by)
union all
select n.circle, 'note ' || n.note_no, format('₹%s, its drafts sum to ₹%s', n.total_amount, f.total)
from (select note_id, sum(total_amount) as total from note_draft where note_id is not null group by note_id) f
join note n on n.id = f.note_id where n.total_amount <> f.total
union all
select n.circle, 'note ' || n.note_no, 'cancelled though nobody approved that'
from note n
where n.reversed_at is not null and exists (select from note_draft f where f.note_id = n.id)
  and not exists (select from note_request r where r.against_note_id = n.id and r.purpose = 'CANCELLATION' and r.ended_at is not null
                    and not exists (select from note_steps_missing(r.id)))
union all
select a.circle, 'request ' || a.request_id, 'approved by ' || a.approved_by || ', who asked for it'
from note_approval a join note_request r on r.id = a.request_id where a.approved_by = r.requested_by
