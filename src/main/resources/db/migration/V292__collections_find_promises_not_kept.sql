-- A head's home counts by owner the promises of the last month that were not kept.
create index promise_not_kept on promise (circle, status_on, owner_id) where status in ('BROKEN', 'PARTLY_KEPT');
