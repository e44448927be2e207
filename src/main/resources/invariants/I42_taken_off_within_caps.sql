-- What one person took off an invoice, or of all on a day, is within the caps of that day; above them another person allowed it.
with alone as (
    select a.*, (a.recorded_at at time zone 'Asia/Kolkata')::date as taken_on
    from allocation a
    where a.reversed_at is null and a.write_off_request_id is null and (a.round_off_amount <> 0 or a.write_off_amount > 0))
select min(t.circle) as circle, 'invoice ' || t.invoice_id as subject,
       format('rounded off %s, written off %s by one person', sum(abs(t.round_off_amount)), sum(t.write_off_amount)) as detail
from alone t
cross join lateral (select * from write_off_cap c where c.from_on <= t.taken_on order by c.from_on desc limit 1) cap
group by t.invoice_id
having sum(abs(t.round_off_amount)) > max(cap.round_off_line) or sum(t.write_off_amount) > max(cap.write_off_line)
union all
select min(t.circle), t.recorded_by || ' on ' || t.taken_on,
       format('rounded off %s, written off %s in all', sum(abs(t.round_off_amount)), sum(t.write_off_amount))
from alone t
cross join lateral (select * from write_off_cap c where c.from_on <= t.taken_on order by c.from_on desc limit 1) cap
group by t.recorded_by, t.taken_on
having sum(abs(t.round_off_amount)) > max(cap.round_off_day) or sum(t.write_off_amount) > max(cap.write_off_day)
union all
select a.circle, 'allocation ' || a.id, format('takes %s off by request %s', a.round_off_amount + a.write_off_amount, r.id)
from allocation a join write_off_request r on r.id = a.write_off_request_id
where r.allowed is not true or r.decided_by = r.requested_by or r.invoice_id <> a.invoice_id
   or r.amount <> a.round_off_amount + a.write_off_amount
