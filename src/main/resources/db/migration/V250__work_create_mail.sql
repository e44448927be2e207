-- What leaves by mail. It is queued in the transaction of what it tells of, and sent by a job; each bears a key, so that a job that
-- runs twice queues it once. Nothing of it changes but how far it came.
create table mail (
    id bigint generated always as identity primary key,
    key text not null constraint mail_key_length check (length(key) between 1 and 200),
    kind text not null constraint mail_kind_is_plain check (kind ~ '^[A-Z][A-Z_]{1,39}$'),
    user_id bigint references app_user,
    address text constraint mail_address_is_plain check (length(address) <= 254 and address ~ '^[^@\s[:cntrl:]<>"'',;]+@[^@\s[:cntrl:]<>"'',;]+$'),
    circles text[] not null,
    subject text not null constraint mail_subject_is_one_line check (length(subject) between 1 and 200 and subject !~ '[[:cntrl:]]'),
    body text not null constraint mail_body_length check (length(body) between 1 and 200000),
    attachment_name text constraint mail_attachment_name_is_plain check (length(attachment_name) between 1 and 120 and attachment_name !~ '[[:cntrl:]/\\"]'),
    attachment bytea constraint mail_attachment_size check (length(attachment) <= 10000000),
    message_key uuid not null default gen_random_uuid(),
    queued_at timestamptz not null default app_now(),
    queued_by text not null default app_actor(),
    state text not null default 'WAITING' constraint mail_state_is_known check (state in ('WAITING', 'SENT', 'KEPT', 'FAILED')),
    tries integer not null default 0 constraint mail_is_tried_eight_times check (tries between 0 and 8),
    due_at timestamptz not null default app_now(),
    tried_at timestamptz,
    sent_at timestamptz,
    sent_to text,
    fault text constraint mail_fault_length check (length(fault) between 1 and 300),
    constraint mail_has_one_recipient check (num_nonnulls(user_id, address) = 1),
    constraint mail_attachment_is_whole check (num_nonnulls(attachment_name, attachment) in (0, 2)),
    constraint mail_sent_is_whole check ((state = 'SENT') = (num_nonnulls(sent_at, sent_to) = 2) and num_nonnulls(sent_at, sent_to) in (0, 2))
);
comment on table mail is 'Outbox of mails. KEPT: there was no mail server, or its reader may no longer have it; FAILED: tried in vain, for the last time.';
comment on column mail.circles is 'Circles whose matters it tells of: only who sees them all may read it.';
comment on column mail.message_key is 'The mail''s own name (Message-ID), the same at every try.';
create unique index mail_key_is_unique on mail (key);
create index mail_waiting on mail (due_at, id) where state = 'WAITING';
create index mail_by_state on mail (state, id);
create index mail_by_user on mail (user_id) where user_id is not null;
-- Read by administrators, as far as they see every circle it tells of; queued by whoever sees them.
alter table mail enable row level security;
alter table mail force row level security;
create policy circles_seen on mail
    using ((select app_sees_every_circle()) or circles <@ (select app_circles())::text[])
    with check ((select app_sees_every_circle()) or circles <@ (select app_circles())::text[]);
grant select, insert, update (state, tries, due_at, tried_at, sent_at, sent_to, fault) on mail to circledesk_app;
create trigger mail_is_append_only before delete or truncate on mail for each statement execute function refuse_change();
