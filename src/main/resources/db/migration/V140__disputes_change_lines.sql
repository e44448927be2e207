-- Lines come into a dispute and leave it until it is decided. What leaves is kept with who, when and why, and counted as
-- disputed for the days on which it was; what is in a dispute now is all that dispute_line holds.

create table dispute_change (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    kind text not null constraint dispute_change_kind_is_known check (kind in ('ADDED', 'REMOVED')),
    lines integer not null constraint dispute_change_has_lines check (lines > 0),
    amount numeric(15, 2) not null constraint dispute_change_amount_is_positive check (amount > 0),
    why text constraint dispute_change_why_length check (length(why) between 1 and 500),
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint dispute_change_removal_says_why check (kind = 'ADDED' or why is not null),
    constraint dispute_change_belongs_to_dispute unique (id, dispute_id),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
comment on table dispute_change is 'Written by the lines'' triggers alone.';
create index dispute_change_by_dispute on dispute_change (dispute_id);

create table dispute_line_removed (
    id bigint primary key,
    dispute_id bigint not null,
    account_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    invoice_line_id bigint references invoice_line,
    disputed_amount numeric(15, 2) not null,
    remark text,
    raised_on date not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    change_id bigint not null,
    removed_on date not null default app_today(),
    removed_at timestamptz not null default app_now(),
    foreign key (change_id, dispute_id) references dispute_change (id, dispute_id),
    foreign key (dispute_id, account_id, circle) references dispute (id, account_id, circle)
);
comment on table dispute_line_removed is 'Lines as they were; who took them out, and why, stands in their change.';
create index dispute_line_removed_by_dispute on dispute_line_removed (dispute_id);
create index dispute_line_removed_by_change on dispute_line_removed (change_id);
create index dispute_line_removed_by_invoice on dispute_line_removed (invoice_id);
create index dispute_line_removed_by_invoice_line on dispute_line_removed (invoice_line_id) where invoice_line_id is not null;

select guard_circle('dispute_change'), guard_circle('dispute_line_removed');
select audit_table('dispute_change'), audit_table('dispute_line_removed');
grant select on dispute_change, dispute_line_removed to circledesk_app;
create trigger dispute_change_is_append_only before update or delete or truncate on dispute_change
    for each statement execute function refuse_change();
create trigger dispute_line_removed_is_append_only before update or delete or truncate on dispute_line_removed
    for each statement execute function refuse_change();

-- Fires before the lines are counted (triggers go by name): a dispute that has none yet is being raised.
create function dispute_line_added() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into dispute_change (dispute_id, circle, kind, lines, amount, import_id)
    select d.id, d.circle, 'ADDED', count(*), sum(n.disputed_amount), max(n.import_id)
    from new_rows n join dispute d on d.id = n.dispute_id
    where d.line_count > 0
    group by d.id, d.circle
    order by d.id;
    return null;
end $$;
revoke execute on function dispute_line_added() from public;
create trigger dispute_line_added after insert on dispute_line referencing new table as new_rows
    for each statement execute function dispute_line_added();

-- A line is deleted only after it was kept.
drop trigger dispute_line_is_append_only on dispute_line;
create trigger dispute_line_is_append_only before truncate on dispute_line for each statement execute function refuse_change();
create function dispute_line_kept() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    perform 1 from old_rows o where not exists (select from dispute_line_removed r where r.id = o.id);
    if found then
        perform dispute_refuse('dispute_line_kept_when_removed', 'A line leaves its dispute with who, when and why.');
    end if;
    return null;
end $$;
revoke execute on function dispute_line_kept() from public;
create trigger dispute_line_kept after delete on dispute_line referencing old table as old_rows
    for each statement execute function dispute_line_kept();

-- Takes lines out of a dispute that is not decided. The only way to delete one.
create function remove_dispute_lines(of_dispute bigint, line_ids bigint[], because text) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    target record;
    found_text text;
    change bigint;
    gone integer;
begin
    select d.id, d.circle, d.dispute_ref, s.takes_lines into target
    from dispute d join dispute_status s using (status) where d.id = of_dispute for update of d;
    if target.id is null then
        return 0;
    end if;
    if not target.takes_lines then
        perform dispute_refuse('dispute_lines_removed_before_decision',
            format('Dispute %s is decided: nothing is taken out of it.', target.dispute_ref));
    end if;
    select i.invoice_no into found_text
    from dispute_line l join invoice i on i.id = l.invoice_id
    where l.dispute_id = of_dispute and l.id = any (line_ids)
      and exists (select from dispute_credited c where c.dispute_id = of_dispute and c.invoice_id = l.invoice_id) limit 1;
    if found then
        perform dispute_refuse('dispute_line_removed_uncredited',
            format('Invoice %s was credited under this dispute: its lines stay.', found_text));
    end if;
    perform 1 from dispute_line where dispute_id = of_dispute and id <> all (line_ids);
    if not found then
        perform dispute_refuse('dispute_keeps_a_line', 'A dispute without lines is none: withdraw it instead.');
    end if;
    insert into dispute_change (dispute_id, circle, kind, lines, amount, why)
    select of_dispute, target.circle, 'REMOVED', count(*), sum(disputed_amount), because
    from dispute_line where dispute_id = of_dispute and id = any (line_ids) having count(*) > 0
    returning id into change;
    insert into dispute_line_removed (id, dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, remark, raised_on,
                                      recorded_at, recorded_by, change_id)
    select id, dispute_id, account_id, circle, invoice_id, invoice_line_id, disputed_amount, remark, raised_on, recorded_at, recorded_by, change
    from dispute_line where dispute_id = of_dispute and id = any (line_ids);
    delete from dispute_line where dispute_id = of_dispute and id = any (line_ids);
    get diagnostics gone = row_count;
    insert into dispute_claim as c (dispute_id, invoice_id, raised_on, recorded_on, account_id, circle, invoice_date, invoice_total,
                                    invoice_tax, lines, amount)
    select r.dispute_id, r.invoice_id, r.removed_on, (r.removed_at at time zone 'Asia/Kolkata')::date, r.account_id, r.circle,
           i.invoice_date, i.total_amount, i.tax_amount, -count(*), -sum(r.disputed_amount)
    from dispute_line_removed r join invoice i on i.id = r.invoice_id
    where r.change_id = change
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (dispute_id, invoice_id, raised_on, recorded_on) do update
        set lines = c.lines + excluded.lines, amount = c.amount + excluded.amount;
    update dispute d
    set line_count = l.lines, disputed_amount = l.disputed, decided_amount = l.decided, oldest_invoice_date = l.oldest,
        version = d.version + 1
    from (select count(*) as lines, sum(x.disputed_amount) as disputed, coalesce(sum(x.decided_amount), 0) as decided,
                 min(i.invoice_date) as oldest
          from dispute_line x join invoice i on i.id = x.invoice_id where x.dispute_id = of_dispute) l
    where d.id = of_dispute;
    return gone;
end $$;
revoke execute on function remove_dispute_lines(bigint, bigint[], text) from public;
grant execute on function remove_dispute_lines(bigint, bigint[], text) to circledesk_app;

-- As before, but a line is looked for among its own claims instead of all those of its invoice: thousands of one invoice are
-- claimed at once.
create index dispute_line_by_whole_invoice on dispute_line (invoice_id) where invoice_line_id is null;
create or replace function dispute_earlier_claims(invoice bigint, invoice_line bigint, but_of bigint default null)
    returns table (kind text, document text, amount numeric, dated_on date)
    language sql stable
    as $$
    with asked as (
        select i.id, i.account_id, l.id as line_id, l.site_id, l.period, l.charge_type
        from invoice i left join invoice_line l on l.id = invoice_line
        where i.id = invoice
    ), same as (
        select a.id as invoice_id, a.line_id from asked a where a.line_id is not null
        union
        select t.invoice_id, t.id
        from asked a join invoice_line t on t.site_id = a.site_id and t.period = a.period and t.charge_type = a.charge_type
        join invoice i on i.id = t.invoice_id and i.account_id = a.account_id
        where a.line_id is not null and t.reversed_at is null
    ), claimed as (
        select l.dispute_id, l.disputed_amount, l.decided_amount
        from asked a join dispute_line l on l.invoice_id = a.id where a.line_id is null
        union all
        select l.dispute_id, l.disputed_amount, l.decided_amount from same s join dispute_line l on l.invoice_line_id = s.line_id
        union all
        select l.dispute_id, l.disputed_amount, l.decided_amount
        from (select distinct invoice_id from same) s join dispute_line l on l.invoice_id = s.invoice_id and l.invoice_line_id is null
    )
    select distinct case when d.ended_on is null then 'DISPUTE' else 'CREDITED' end, d.dispute_ref,
           case when d.ended_on is null then c.disputed_amount else c.decided_amount end, coalesce(d.ended_on, d.raised_on)
    from claimed c
    join dispute d on d.id = c.dispute_id
    where d.id is distinct from but_of
      and (d.ended_on is null or (c.decided_amount > 0 and exists (select from dispute_note n where n.dispute_id = d.id)))
    union
    select 'NOTE', n.note_no, n.total_amount, n.note_date
    from asked a join note n on n.invoice_id = a.id
    where a.line_id is null and n.kind = 'CREDIT' and n.reversed_at is null
      and not exists (select from dispute_note t where t.note_id = n.id)
    $$;

-- Whatever the statistics of a young table say.
alter function dispute_line_raised() set enable_seqscan = off;

-- As before, and the oldest invoice of a past day is one of those that were disputed then.
create or replace function dispute_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null)
    returns table (dispute_id bigint, invoice_id bigint, account_id bigint, circle text, charge_type text, invoice_date date,
                   status text, owner_id bigint, oldest_invoice date, lines bigint, claimed numeric, amount numeric, tax numeric)
    language plpgsql stable rows 5000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    known_day date := coalesce(known_on, 'infinity');
    until timestamptz := coalesce((known_on + 1)::timestamp at time zone 'Asia/Kolkata', 'infinity');
    as_it_is boolean := known_on is null and as_of >= app_today();
begin
    return query
    with standing as materialized (
        select d.id, s.status, w.owner_id, w.oldest_invoice
        from dispute d
        cross join lateral (
            select case when as_it_is then d.status else (
                select e.to_status from dispute_event e
                where e.dispute_id = d.id and e.effective_on <= as_of and e.recorded_at < until order by e.id desc limit 1) end as status) s
        join dispute_status t on t.status = s.status and t.is_open
        cross join lateral (
            select case when as_it_is then d.owner_id else (
                       select o.owner_id from dispute_owner o
                       where o.dispute_id = d.id and o.effective_on <= as_of and o.recorded_at < until order by o.id desc limit 1) end as owner_id,
                   case when as_it_is then d.oldest_invoice_date else (
                       select min(x.invoice_date) from (
                           select c.invoice_date from dispute_claim c
                           where c.dispute_id = d.id and c.raised_on <= as_of and c.recorded_on <= known_day
                           group by c.invoice_id, c.invoice_date having sum(c.lines) > 0) x) end as oldest_invoice) w
        where d.circle = any (circles) and (accounts is null or d.account_id = any (accounts)) and d.raised_on <= as_of
          and (known_on is not null or d.ended_on is null or d.ended_on > as_of)
    ), claim as (
        select c.dispute_id, c.invoice_id, min(c.account_id) as account_id, min(c.invoice_date) as invoice_date,
               min(c.invoice_total) as invoice_total, min(c.invoice_tax) as invoice_tax, sum(c.lines) as lines, sum(c.amount) as amount
        from dispute_claim c
        where c.circle = any (circles) and (accounts is null or c.account_id = any (accounts))
          and c.raised_on <= as_of and c.recorded_on <= known_day
        group by c.dispute_id, c.invoice_id
    ), credited as materialized (
        select n.dispute_id, n.invoice_id, sum(n.amount) as amount
        from standing s join dispute_credited n on n.dispute_id = s.id
        where n.effective_on <= as_of and n.recorded_at < until
        group by n.dispute_id, n.invoice_id
    ), rest as (
        select s.status, s.owner_id, s.oldest_invoice, c.*, o.circle, o.charge_type, c.amount - coalesce(n.amount, 0) as rest,
               o.open_amount - case when o.last_effective_on > as_of or known_on is not null then coalesce((
                   select sum(e.amount) from ledger_entry e
                   where e.invoice_id = c.invoice_id and (e.effective_on > as_of or e.recorded_at >= until)), 0) else 0 end as open
        from standing s
        join claim c on c.dispute_id = s.id
        join open_item o on o.invoice_id = c.invoice_id and (o.open_amount > 0 or not as_it_is)
        left join credited n on n.dispute_id = c.dispute_id and n.invoice_id = c.invoice_id
    ), capped as (
        select r.*, least(r.rest, r.open - coalesce(sum(r.rest) over (
                   partition by r.invoice_id order by r.dispute_id rows between unbounded preceding and 1 preceding), 0)) as disputed
        from rest r
        where r.rest > 0
    )
    select r.dispute_id, r.invoice_id, r.account_id, r.circle, r.charge_type, r.invoice_date, r.status, r.owner_id,
           r.oldest_invoice, r.lines::bigint, r.amount, r.disputed, round(r.disputed * r.invoice_tax / r.invoice_total, 2)
    from capped r where r.disputed > 0;
end $$;

select set_config('app.actor', 'system:migration', true);
insert into dispute_reason (code, label, default_owner, evidence, recorded_by) values
    ('SHORT_PAYMENT', 'Paid short, reason not told', 'ACCOUNT_MANAGER', E'Payment advice\nCustomer''s working of what was paid', 'system:migration');
