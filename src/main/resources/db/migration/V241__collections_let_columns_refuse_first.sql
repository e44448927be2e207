-- What is missing is refused by its column, and an update sent twice by its key: the rules judge whole rows only.
create or replace function status_update_submitted() returns trigger
    language plpgsql
    as $$
declare
    open_comments integer;
begin
    if num_nulls(new.ref, new.manager_id, new.circle, new.due_on, new.as_of, new.known_at, new.bounds, new.financial_year, new.number,
                 new.submitted_at, new.submitted_by, new.transaction_id) > 0 then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(new.circle || ':' || new.manager_id, 7205240));
    if new.manager_id is distinct from status_actor() then
        perform ledger_refuse('status_update_by_its_manager', 'A status update is sent by the manager whose accounts it is about.');
    end if;
    if new.as_of <> app_today() or new.known_at > app_now() or new.due_on <> status_due_on(new.circle, new.as_of) then
        perform ledger_refuse('status_update_of_its_week', 'The update of this week is not open now. Look at the list again.');
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

create or replace function status_comment_made() returns trigger
    language plpgsql
    as $$
begin
    if num_nulls(new.update_id, new.circle, new.manager_id, new.author_id, new.text, new.due_on, new.recorded_at, new.recorded_by) > 0 then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtextextended(new.circle || ':' || new.manager_id, 7205240));
    if new.author_id <> new.manager_id and new.author_id is distinct from status_actor() then
        perform ledger_refuse('status_comment_by_its_author', 'A comment is made in one''s own name.');
    end if;
    if new.due_on < app_today() then
        perform ledger_refuse('status_comment_due_later', 'A comment is to be answered from today on.');
    end if;
    return new;
end $$;
