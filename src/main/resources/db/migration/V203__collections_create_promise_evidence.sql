-- Files that prove a promise: kept as those of disputes are.
create table promise_evidence (
    id bigint generated always as identity primary key,
    promise_id bigint not null,
    circle text not null,
    file_name text not null constraint promise_evidence_name_length check (length(file_name) between 1 and 200),
    content_type text not null constraint promise_evidence_type_is_known check (content_type in (
        'application/pdf', 'image/png', 'image/jpeg', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'text/plain;charset=UTF-8', 'text/csv;charset=UTF-8', 'message/rfc822')),
    size_bytes integer not null constraint promise_evidence_is_not_empty check (size_bytes > 0),
    sha256 text not null,
    content bytea not null,
    attached_at timestamptz not null default app_now(),
    attached_by text not null default app_actor(),
    removed_at timestamptz,
    removed_by text,
    removed_why text constraint promise_evidence_removed_why_length check (length(removed_why) between 1 and 500),
    constraint promise_evidence_removal_is_whole check (num_nonnulls(removed_at, removed_by, removed_why) in (0, 3)),
    constraint promise_evidence_is_what_its_digest_says check (sha256 = encode(sha256(content), 'hex') and size_bytes = length(content)),
    foreign key (promise_id, circle) references promise (id, circle)
);
create unique index promise_evidence_once on promise_evidence (promise_id, sha256) where removed_at is null;
create index promise_evidence_by_promise on promise_evidence (promise_id);
select guard_circle('promise_evidence');
select audit_table('promise_evidence', 'content');
grant select, insert on promise_evidence to circledesk_app;
grant update (removed_at, removed_by, removed_why) on promise_evidence to circledesk_app;
create trigger promise_evidence_is_append_only before delete or truncate on promise_evidence
    for each statement execute function refuse_change();

create function promise_evidence_checked() returns trigger
    language plpgsql
    as $$
begin
    if old.removed_at is not null or new.removed_at is null
       or (new.promise_id, new.circle, new.file_name, new.content_type, new.sha256, new.attached_at, new.attached_by)
          is distinct from (old.promise_id, old.circle, old.file_name, old.content_type, old.sha256, old.attached_at, old.attached_by) then
        raise exception 'A file is taken away once, and never changed.'
            using errcode = 'P0D01', constraint = 'promise_evidence_removed_once';
    end if;
    return null;
end $$;
create trigger promise_evidence_checked after update on promise_evidence
    for each row execute function promise_evidence_checked();
