-- What stands in the way of a payment and who within the company takes it away: asked for, answered with a clock, rated.
create table support_request (
    id bigint generated always as identity primary key,
    support_ref text not null constraint support_request_ref_is_plain check (support_ref ~ '^SUP-[A-Z]{2}-[0-9]{6,12}$'),
    account_id bigint not null,
    circle text not null,
    desk text not null constraint support_request_desk_is_known check (desk in ('BILLING', 'OPERATIONS', 'LEGAL', 'CORPORATE_FINANCE')),
    subject text not null constraint support_request_subject_length check (length(subject) between 1 and 120),
    details text constraint support_request_details_length check (length(details) between 1 and 1000),
    unblocks numeric(15, 2) not null constraint support_request_unblocks_is_positive check (unblocks > 0),
    asked_by_id bigint not null references app_user,
    owner_id bigint not null references app_user,
    answer_by date not null,
    due_on date not null,
    status text not null default 'ASKED' constraint support_request_status_is_known
        check (status in ('ASKED', 'ACCEPTED', 'DECLINED', 'DONE', 'WITHDRAWN')),
    asked_at timestamptz not null default app_now(),
    answered_at timestamptz,
    ended_at timestamptz,
    rating integer constraint support_request_rating_in_range check (rating between 1 and 5),
    constraint support_request_answered_once_answered check ((status in ('ACCEPTED', 'DECLINED', 'DONE')) <= (answered_at is not null)),
    constraint support_request_ended_when_over check ((status in ('DECLINED', 'DONE', 'WITHDRAWN')) = (ended_at is not null)),
    constraint support_request_rated_when_done check (rating is null or status = 'DONE'),
    constraint support_request_belongs_to_circle unique (id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column support_request.unblocks is 'What is paid once this is done, as the person who asks says.';
create sequence support_request_ref_seq;
create unique index support_request_ref_is_unique on support_request (support_ref);
create index support_request_by_account on support_request (account_id);
create index support_request_by_circle on support_request (circle, id desc);
create index support_request_by_owner on support_request (owner_id);
create index support_request_by_asker on support_request (asked_by_id);
create index support_request_waiting on support_request (answer_by) where ended_at is null;
create trigger support_request_is_append_only before delete or truncate on support_request for each statement execute function refuse_change();

create table support_event (
    id bigint generated always as identity primary key,
    request_id bigint not null,
    circle text not null,
    kind text not null constraint support_event_kind_is_known
        check (kind in ('ASKED', 'ACCEPTED', 'DECLINED', 'DONE', 'WITHDRAWN', 'REMINDED', 'RATED', 'HANDED_OVER')),
    remark text constraint support_event_remark_length check (length(remark) between 1 and 500),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint support_event_declined_says_why check (kind <> 'DECLINED' or remark is not null),
    foreign key (request_id, circle) references support_request (id, circle)
);
create index support_event_by_request on support_event (request_id, id);
create trigger support_event_is_append_only before update or delete or truncate on support_event
    for each statement execute function refuse_change();

select guard_circle('support_request'), audit_table('support_request'), guard_circle('support_event'), audit_table('support_event');
grant select, insert, update (owner_id, status, answered_at, ended_at, rating) on support_request to circledesk_app;
grant select, insert on support_event to circledesk_app;
grant usage on sequence support_request_ref_seq to circledesk_app;

-- An ended request stays as it ended; what is asked goes on from where it stands.
create function support_request_moves() returns trigger
    language plpgsql
    as $$
begin
    if old.status is distinct from new.status and not (
            old.status = 'ASKED' and new.status in ('ACCEPTED', 'DECLINED', 'WITHDRAWN')
            or old.status = 'ACCEPTED' and new.status in ('DONE', 'DECLINED', 'WITHDRAWN')) then
        raise exception 'The request has moved on meanwhile.' using errcode = 'P0L03', constraint = 'support_request_follows_its_state';
    end if;
    return new;
end $$;
create trigger support_request_moves before update on support_request for each row execute function support_request_moves();
