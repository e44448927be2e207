-- Status updates of account managers to their head: on which day of the week, what was said, what was asked about it and what was
-- answered. What was sent is frozen: insert-only, written in one transaction, and its sums tie.

-- On which weekday updates are due, from a day on; of a circle, or of all that have no day of their own.
create table status_schedule (
    id bigint generated always as identity primary key,
    circle text references circle,
    from_on date not null,
    due_weekday integer not null constraint status_schedule_weekday_in_range check (due_weekday between 1 and 7),
    opens_days integer not null constraint status_schedule_opens_days_in_range check (opens_days between 0 and 6),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor()
);
comment on column status_schedule.due_weekday is '1 = Monday ... 7 = Sunday.';
comment on column status_schedule.opens_days is 'As many days before it is due an update may be sent; one that is late may be sent until the next one opens.';
create unique index status_schedule_one_a_day on status_schedule (coalesce(circle, ''), from_on);
create trigger status_schedule_is_append_only before update or delete or truncate on status_schedule
    for each statement execute function refuse_change();
alter table status_schedule enable row level security;
alter table status_schedule force row level security;
create policy in_scope on status_schedule
    using (circle is null or (select app_sees_every_circle()) or circle = any ((select app_circles())::text[]))
    with check (circle is null or circle = any ((select app_circles())::text[]));
grant select, insert on status_schedule to circledesk_app;
insert into status_schedule (from_on, due_weekday, opens_days, recorded_at, recorded_by)
values ('2000-01-01', 5, 2, app_now(), 'system:migration');
select audit_table('status_schedule');

-- The one day on which the update is due that may be sent on a day: from as many days before as the schedule says, until the next opens.
create function status_due_on(of_circle text, day date) returns date
    language sql stable
    as $$
    select first + (s.due_weekday - extract(isodow from first)::integer + 7) % 7
    from (select c.due_weekday, c.opens_days from status_schedule c
          where c.from_on <= day and (c.circle = of_circle or c.circle is null)
          order by c.circle nulls last, c.from_on desc limit 1) s
    cross join lateral (select day - (6 - s.opens_days) as first) f
$$;

create function status_total(amounts numeric[]) returns numeric
    language sql immutable
    as $$ select coalesce(sum(x), 0) from unnest(amounts) x $$;

-- Who acts, as a person.
create function status_actor() returns bigint
    language sql stable
    as $$ select nullif(current_setting('app.actor_id', true), '')::bigint $$;

create table status_update (
    id bigint generated always as identity primary key,
    ref text not null,
    manager_id bigint not null references app_user,
    circle text not null references circle,
    due_on date not null,
    as_of date not null,
    known_at timestamptz not null,
    bounds integer[] not null,
    financial_year integer not null,
    number integer not null,
    submitted_at timestamptz not null default app_now(),
    submitted_by text not null default app_actor(),
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint status_update_once_a_week unique (circle, manager_id, due_on),
    constraint status_update_numbered_once unique (circle, manager_id, financial_year, number),
    constraint status_update_of_a_manager unique (id, circle, manager_id),
    constraint status_update_of_a_circle unique (id, circle)
);
comment on column status_update.known_at is 'What was recorded until then is in its figures; as_of: what took effect until then.';
create unique index status_update_ref_is_unique on status_update (lower(ref));
create index status_update_by_manager on status_update (manager_id, id);

-- Numbers follow each other without a gap, per circle, manager and financial year: the lock is held until the transaction ends.
create function status_update_submitted() returns trigger
    language plpgsql
    as $$
declare
    open_comments integer;
begin
    perform pg_advisory_xact_lock(hashtextextended(new.circle || ':' || new.manager_id, 7205240));
    if new.manager_id is distinct from status_actor() then
        perform ledger_refuse('status_update_by_its_manager', 'A status update is sent by the manager whose accounts it is about.');
    end if;
    if new.as_of is distinct from app_today() or new.known_at > app_now()
       or new.due_on is distinct from status_due_on(new.circle, new.as_of) then
        perform ledger_refuse('status_update_of_its_week', 'The update of this week is not open now. Look at the list again.');
    end if;
    if exists (select from status_update u
               where u.circle = new.circle and u.manager_id = new.manager_id and u.due_on = new.due_on) then
        perform ledger_refuse('status_update_sent_once', 'The update of this week was sent already; nothing was changed.');
    end if;
    select count(*) into open_comments
    from status_comment c
    where c.circle = new.circle and c.manager_id = new.manager_id
      and not exists (select from status_answer a where a.comment_id = c.id);
    if open_comments > 0 then
        perform ledger_refuse('status_update_answers_comments',
            format('Answer %s first: an update is sent when every comment on the ones before is answered.',
                   case open_comments when 1 then 'the comment' else format('the %s comments', open_comments) end));
    end if;
    new.financial_year := extract(year from new.as_of)::integer - case when extract(month from new.as_of) < 4 then 1 else 0 end;
    new.number := 1 + coalesce((select max(u.number) from status_update u
                                where u.circle = new.circle and u.manager_id = new.manager_id
                                  and u.financial_year = new.financial_year), 0);
    new.ref := format('SU-%s-%s-%s%s-%s', new.circle, new.manager_id, to_char(new.financial_year % 100, 'FM00'),
                      to_char((new.financial_year + 1) % 100, 'FM00'), to_char(new.number, 'FM00'));
    return new;
end $$;

-- An account in an update: what is due by age, what moved since the update before, and the sentences that say so.
create table status_update_account (
    update_id bigint not null,
    account_id bigint not null,
    circle text not null,
    position integer not null,
    amounts numeric(17, 2)[] not null,
    unapplied numeric(17, 2) not null,
    disputed numeric(17, 2) not null,
    since_on date not null,
    since_update_id bigint references status_update,
    opening numeric(17, 2) not null,
    restated numeric(17, 2) not null,
    billed numeric(17, 2) not null,
    received numeric(17, 2) not null,
    taxed numeric(17, 2) not null,
    credited numeric(17, 2) not null,
    adjusted numeric(17, 2) not null,
    closing numeric(17, 2) not null,
    summary text not null constraint status_update_account_summary_length check (length(summary) between 1 and 2000),
    remark text constraint status_update_account_remark_length check (length(remark) between 1 and 1000),
    primary key (update_id, account_id),
    constraint status_update_account_moves_to_its_closing
        check (opening + restated + billed + received + taxed + credited + adjusted = closing),
    constraint status_update_account_buckets_are_its_closing check (status_total(amounts) + unapplied = closing),
    foreign key (update_id, circle) references status_update (id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column status_update_account.restated is 'What entries recorded since changed of the closing that the update before said.';
create index status_update_account_by_account on status_update_account (account_id, update_id);
create index status_update_account_by_update_before on status_update_account (since_update_id) where since_update_id is not null;

-- What else is said of an account: its disputes, promises, plan, dates to come, red flags and the support it needs.
create table status_update_item (
    id bigint generated always as identity primary key,
    update_id bigint not null,
    account_id bigint not null,
    circle text not null,
    position integer not null,
    kind text not null constraint status_update_item_kind_is_known
        check (kind in ('DISPUTE', 'PROMISE', 'PLAN', 'FLAG', 'SUPPORT', 'DATE')),
    ref text constraint status_update_item_ref_length check (length(ref) between 1 and 80),
    what text not null constraint status_update_item_what_length check (length(what) between 1 and 1000),
    amount numeric(17, 2),
    on_day date,
    foreign key (update_id, account_id) references status_update_account (update_id, account_id),
    foreign key (update_id, circle) references status_update (id, circle)
);
create index status_update_item_by_account on status_update_item (update_id, account_id, position);

-- What is frozen is written with its update, and never after.
create function status_update_is_whole() returns trigger
    language plpgsql
    as $$
begin
    if exists (select from new_rows n join status_update u on u.id = n.update_id where u.transaction_id <> pg_current_xact_id()) then
        perform ledger_refuse('status_update_is_frozen', 'What was sent is frozen; nothing can be added to it.');
    end if;
    return null;
end $$;

create table status_comment (
    id bigint generated always as identity primary key,
    update_id bigint not null,
    circle text not null,
    manager_id bigint not null,
    account_id bigint,
    author_id bigint not null references app_user,
    text text not null constraint status_comment_text_length check (length(text) between 1 and 500),
    due_on date not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint status_comment_of_a_circle unique (id, circle),
    constraint status_comment_by_another_person check (author_id <> manager_id),
    foreign key (update_id, circle, manager_id) references status_update (id, circle, manager_id),
    foreign key (update_id, account_id) references status_update_account (update_id, account_id)
);
comment on column status_comment.due_on is 'Until when it is to be answered: the day of the task that it is to the manager.';
create index status_comment_by_update on status_comment (update_id, id);
create index status_comment_by_manager on status_comment (circle, manager_id, id);
create index status_comment_by_author on status_comment (author_id);
create index status_comment_by_account on status_comment (account_id) where account_id is not null;

-- A comment waits for an update that is being sent, and the other way round.
create function status_comment_made() returns trigger
    language plpgsql
    as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.circle || ':' || new.manager_id, 7205240));
    if new.author_id is distinct from status_actor() then
        perform ledger_refuse('status_comment_by_its_author', 'A comment is made in one''s own name.');
    end if;
    if new.due_on < app_today() then
        perform ledger_refuse('status_comment_due_later', 'A comment is to be answered from today on.');
    end if;
    return new;
end $$;
create trigger status_comment_made before insert on status_comment for each row execute function status_comment_made();

create table status_answer (
    comment_id bigint primary key,
    circle text not null,
    text text not null constraint status_answer_text_length check (length(text) between 1 and 500),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    foreign key (comment_id, circle) references status_comment (id, circle)
);
create function status_answer_given() returns trigger
    language plpgsql
    as $$
begin
    if not exists (select from status_comment c where c.id = new.comment_id and c.manager_id = status_actor()) then
        perform ledger_refuse('status_answer_by_its_manager', 'A comment is answered by the manager whose update it is on.');
    end if;
    return new;
end $$;
create trigger status_answer_given before insert on status_answer for each row execute function status_answer_given();

-- What a manager has typed of the update that is open: kept until it is sent.
create table status_draft (
    id bigint generated always as identity primary key,
    manager_id bigint not null references app_user,
    circle text not null references circle,
    due_on date not null,
    texts jsonb not null constraint status_draft_texts_are_named check (jsonb_typeof(texts) = 'object'),
    version integer not null default 0,
    saved_at timestamptz not null default app_now(),
    constraint status_draft_once unique (circle, manager_id, due_on)
);
create index status_draft_by_manager on status_draft (manager_id);
comment on column status_draft.texts is 'Remarks by "account:" and code, answers by "comment:" and number.';

create trigger status_update_submitted before insert on status_update for each row execute function status_update_submitted();
create trigger status_update_is_append_only before update or delete or truncate on status_update
    for each statement execute function refuse_change();
create trigger status_update_account_is_append_only before update or delete or truncate on status_update_account
    for each statement execute function refuse_change();
create trigger status_update_item_is_append_only before update or delete or truncate on status_update_item
    for each statement execute function refuse_change();
create trigger status_comment_is_append_only before update or delete or truncate on status_comment
    for each statement execute function refuse_change();
create trigger status_answer_is_append_only before update or delete or truncate on status_answer
    for each statement execute function refuse_change();
create trigger status_update_account_is_whole after insert on status_update_account referencing new table as new_rows
    for each statement execute function status_update_is_whole();
create trigger status_update_item_is_whole after insert on status_update_item referencing new table as new_rows
    for each statement execute function status_update_is_whole();

select guard_circle('status_update'), guard_circle('status_update_account'), guard_circle('status_update_item'),
       guard_circle('status_comment'), guard_circle('status_answer'), guard_circle('status_draft');
grant select, insert on status_update, status_update_account, status_update_item, status_comment, status_answer to circledesk_app;
grant select, insert, delete on status_draft to circledesk_app;
grant update (texts, version, saved_at) on status_draft to circledesk_app;
select audit_table('status_update'), audit_table('status_update_account'), audit_table('status_update_item'),
       audit_table('status_comment'), audit_table('status_answer'), audit_table('status_draft', 'texts');
