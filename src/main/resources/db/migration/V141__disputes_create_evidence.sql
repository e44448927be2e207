-- Files that prove what a dispute claims. In the database: two instances share it and no disk, one backup holds claim and
-- proof of the same moment, and nothing of it is ever served from a folder. A file is taken away with a reason and stays.
create table dispute_evidence (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    item text constraint dispute_evidence_item_length check (length(item) between 1 and 200),
    invoice_id bigint references invoice,
    invoice_line_id bigint references invoice_line,
    file_name text not null constraint dispute_evidence_name_length check (length(file_name) between 1 and 200),
    content_type text not null constraint dispute_evidence_type_is_known check (content_type in (
        'application/pdf', 'image/png', 'image/jpeg', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'text/plain;charset=UTF-8', 'text/csv;charset=UTF-8', 'message/rfc822')),
    size_bytes integer not null constraint dispute_evidence_is_not_empty check (size_bytes > 0),
    sha256 text not null,
    content bytea not null,
    attached_at timestamptz not null default app_now(),
    attached_by text not null default app_actor(),
    removed_at timestamptz,
    removed_by text,
    removed_why text constraint dispute_evidence_removed_why_length check (length(removed_why) between 1 and 500),
    constraint dispute_evidence_removal_is_whole check (num_nonnulls(removed_at, removed_by, removed_why) in (0, 3)),
    constraint dispute_evidence_line_has_invoice check (invoice_line_id is null or invoice_id is not null),
    constraint dispute_evidence_is_what_its_digest_says check (sha256 = encode(sha256(content), 'hex') and size_bytes = length(content)),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
comment on column dispute_evidence.item is 'Of the reason''s checklist, as it was worded then; null: something else.';
comment on column dispute_evidence.invoice_id is 'Of the claim that it proves; null: the dispute as a whole.';
create unique index dispute_evidence_once on dispute_evidence (dispute_id, sha256) where removed_at is null;
create index dispute_evidence_by_dispute on dispute_evidence (dispute_id);
create index dispute_evidence_by_invoice on dispute_evidence (invoice_id) where invoice_id is not null;
create index dispute_evidence_by_invoice_line on dispute_evidence (invoice_line_id) where invoice_line_id is not null;
select guard_circle('dispute_evidence');
select audit_table('dispute_evidence', 'content');
grant select, insert on dispute_evidence to circledesk_app;
grant update (removed_at, removed_by, removed_why) on dispute_evidence to circledesk_app;
create trigger dispute_evidence_is_append_only before delete or truncate on dispute_evidence
    for each statement execute function refuse_change();

create function dispute_evidence_checked() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'UPDATE' then
        if old.removed_at is not null or new.removed_at is null
           or (new.dispute_id, new.circle, new.item, new.invoice_id, new.invoice_line_id, new.file_name, new.content_type, new.sha256,
               new.attached_at, new.attached_by)
              is distinct from (old.dispute_id, old.circle, old.item, old.invoice_id, old.invoice_line_id, old.file_name,
                                old.content_type, old.sha256, old.attached_at, old.attached_by) then
            raise exception 'A file is taken away once, and never changed.'
                using errcode = 'P0D01', constraint = 'dispute_evidence_removed_once';
        end if;
    elsif new.invoice_id is not null and not exists (
        select from dispute_line l where l.dispute_id = new.dispute_id and l.invoice_id = new.invoice_id
          and (new.invoice_line_id is null or l.invoice_line_id = new.invoice_line_id)) then
        raise exception 'The dispute does not claim this line.'
            using errcode = 'P0D01', constraint = 'dispute_evidence_of_a_claim';
    end if;
    return null;
end $$;
create trigger dispute_evidence_checked after insert or update on dispute_evidence
    for each row execute function dispute_evidence_checked();
