-- What a sent mail said and what went along with it is dropped after a while; that it was sent, to whom and when, stays.
alter table mail alter body drop not null;
alter table mail add dropped_at timestamptz;
comment on column mail.dropped_at is 'Since when its text and attachment are gone; the name of the attachment stays.';
alter table mail drop constraint mail_attachment_is_whole;
alter table mail add constraint mail_attachment_is_whole
    check (num_nonnulls(attachment_name, attachment) in (0, 2) or attachment is null and dropped_at is not null);
alter table mail add constraint mail_dropped_is_whole
    check (num_nonnulls(body, dropped_at) = 1 and (dropped_at is null or state = 'SENT' and attachment is null));
create index mail_to_drop on mail (sent_at) where state = 'SENT' and dropped_at is null;

-- The application changes nothing that a mail says; it may only have it dropped.
create function drop_old_mails(keep_days integer) returns bigint
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
declare
    dropped bigint;
begin
    update mail set body = null, attachment = null, dropped_at = app_now()
    where state = 'SENT' and dropped_at is null and sent_at < app_now() - make_interval(days => greatest(keep_days, 1));
    get diagnostics dropped = row_count;
    return dropped;
end $$;
revoke execute on function drop_old_mails(integer) from public;
grant execute on function drop_old_mails(integer) to circledesk_app;
comment on function drop_old_mails(integer) is 'Of mails that were sent more days ago. Returns how many.';
