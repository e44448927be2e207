-- Where the customer accounted a dispute, each of its notes is booked; and no cancelled note was moved afterwards.
select d.circle, d.dispute_ref as subject, format('%s, but note %s is not booked', lower(d.status), n.note_no) as detail
from dispute d
join lateral (select to_status from dispute_event e where e.dispute_id = d.id and e.to_status in ('ACCOUNTED', 'ISSUED', 'DECIDED')
              order by e.id desc limit 1) e on e.to_status = 'ACCOUNTED'
join dispute_note l on l.dispute_id = d.id
join note n on n.id = l.note_id
join note_state s on s.note_id = n.id and s.stands and s.booked_on is null
where d.status in ('ACCOUNTED', 'CLOSED')
union all
select n.circle, n.note_no, format('%s on %s, after it was cancelled', lower(e.what), e.recorded_at)
from note_event e join note n on n.id = e.note_id
where e.recorded_at > n.reversed_at
