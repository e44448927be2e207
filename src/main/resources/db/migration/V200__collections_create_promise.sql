-- Promises to pay: who promised how much of what by when, and what came of it. A promise is judged by the ledger and by nothing
-- else: whoever posts or reverses money judges the promises it counts for, in the same transaction; at night those whose day is over.

create table promise_setting (
    from_on date primary key,
    tolerance_days integer not null constraint promise_setting_tolerance_in_range check (tolerance_days between 0 and 30),
    assumed_percent numeric(5, 2) not null constraint promise_setting_assumed_in_range check (assumed_percent between 0 and 100),
    matured_needed integer not null constraint promise_setting_matured_in_range check (matured_needed between 1 and 1000),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint promise_setting_begins_later
        check (from_on = date '1900-01-01' or from_on > (recorded_at at time zone 'Asia/Kolkata')::date)
);
comment on table promise_setting is 'The row with the latest from_on by the day on which a promise is made counts for it.';
comment on column promise_setting.assumed_percent is 'Kept rate that a customer is given until matured_needed promises have matured.';
insert into promise_setting values ('1900-01-01', 2, 60, 5, app_now(), 'system:migration');

create sequence promise_seq;
create sequence promise_ref_seq;
create table promise (
    id bigint primary key default nextval('promise_seq'),
    promise_ref text not null constraint promise_ref_is_plain check (promise_ref ~ '^[A-Z0-9][A-Z0-9._~-]{0,39}$'),
    plan_id bigint not null,
    instalment integer not null default 1,
    instalments integer not null default 1 constraint promise_instalments_in_range check (instalments between 1 and 60),
    account_id bigint not null,
    circle text not null,
    covers text not null constraint promise_covers_is_known check (covers in ('INVOICES', 'ACCOUNT')),
    basis text not null constraint promise_basis_is_known check (basis in ('GROSS', 'NET')),
    allocation_order text not null default 'OLDEST'
        constraint promise_order_is_known check (allocation_order in ('OLDEST', 'NEWEST', 'LARGEST', 'LISTED')),
    amount numeric(15, 2) not null constraint promise_amount_is_positive check (amount > 0),
    made_on date not null default app_today(),
    promised_on date not null,
    judge_on date not null,
    promised_by text not null constraint promise_promised_by_length check (length(promised_by) between 1 and 120),
    channel text not null
        constraint promise_channel_is_known check (channel in ('CALL', 'MEETING', 'VISIT', 'MAIL', 'MESSAGE', 'LETTER', 'PORTAL')),
    remark text constraint promise_remark_length check (length(remark) between 1 and 1000),
    level integer not null default 0 constraint promise_level_not_negative check (level >= 0),
    owner_id bigint references app_user,
    status text not null default 'OPEN'
        constraint promise_status_is_known check (status in ('OPEN', 'KEPT', 'PARTLY_KEPT', 'BROKEN', 'WITHDRAWN')),
    received numeric(15, 2) not null default 0
        constraint promise_received_within_promised check (received >= 0 and received <= amount),
    status_on date not null default app_today(),
    after_entry bigint not null default 0,
    import_id bigint references import_batch,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint promise_not_made_in_the_future check (made_on <= (recorded_at at time zone 'Asia/Kolkata')::date),
    constraint promise_due_after_it_was_made check (promised_on >= made_on and promised_on <= made_on + 3660),
    constraint promise_judged_after_its_day check (judge_on >= promised_on),
    constraint promise_instalment_is_of_its_plan check (instalment between 1 and instalments),
    constraint promise_belongs_to_account unique (id, account_id, circle),
    constraint promise_belongs_to_circle unique (id, circle),
    constraint promise_plan_instalment_once unique (plan_id, instalment),
    foreign key (plan_id, account_id, circle) references promise (id, account_id, circle),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column promise.plan_id is 'The first instalment of the plan it belongs to; itself where there is only one.';
comment on column promise.covers is 'INVOICES: only money for these counts. ACCOUNT: a lump sum, whatever the account pays counts.';
comment on column promise.basis is 'GROSS: cash and deducted tax count; NET: of tax, only cash does.';
comment on column promise.level is '0: promised for the first time; else one above the promise of the same invoices that was not kept.';
comment on column promise.after_entry is 'Of the entries that take effect on the day it was made, those after this one count.';
comment on column promise.received is 'Of the money that counts what this promise was given, earlier instalments first; written by its judgement.';
create unique index promise_ref_is_unique on promise (promise_ref);
create index promise_by_account on promise (account_id, status);
create index promise_open_by_day on promise (judge_on, circle) where status = 'OPEN';
create index promise_by_day on promise (promised_on, id);
create index promise_by_owner on promise (owner_id) where owner_id is not null;
create index promise_by_import on promise (import_id) where import_id is not null;

create table promise_invoice (
    promise_id bigint not null,
    account_id bigint not null,
    circle text not null,
    invoice_id bigint not null references invoice,
    place integer not null constraint promise_invoice_place_is_positive check (place > 0),
    amount numeric(15, 2) not null constraint promise_invoice_amount_is_positive check (amount > 0),
    primary key (promise_id, invoice_id),
    foreign key (promise_id, account_id, circle) references promise (id, account_id, circle)
);
comment on table promise_invoice is 'What of a promise is on which invoice, in the order in which it is to be allocated.';
create index promise_invoice_by_invoice on promise_invoice (invoice_id);

create table promise_event (
    id bigint generated always as identity primary key,
    promise_id bigint not null,
    circle text not null,
    status text not null,
    received numeric(15, 2) not null,
    why text constraint promise_event_why_length check (length(why) between 1 and 500),
    on_day date not null default app_today(),
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    constraint promise_withdrawal_says_why check (status <> 'WITHDRAWN' or why is not null),
    foreign key (promise_id, circle) references promise (id, circle)
);
comment on table promise_event is 'Every judgement that changed something, and withdrawals. Written by the functions below only.';
create index promise_event_by_promise on promise_event (promise_id, id);

select guard_circle('promise'), guard_circle('promise_invoice'), guard_circle('promise_event');
select audit_table('promise_setting'), audit_table('promise'), audit_table('promise_invoice'), audit_table('promise_event');
grant select on promise_setting, promise, promise_invoice, promise_event to circledesk_app;
grant insert on promise_setting, promise, promise_invoice to circledesk_app;
grant update (owner_id) on promise to circledesk_app;
grant usage on sequence promise_seq, promise_ref_seq to circledesk_app;
create trigger promise_setting_is_append_only before update or delete or truncate on promise_setting
    for each statement execute function refuse_change();
create trigger promise_is_append_only before delete or truncate on promise for each statement execute function refuse_change();
create trigger promise_invoice_is_append_only before update or delete or truncate on promise_invoice
    for each statement execute function refuse_change();
create trigger promise_event_is_append_only before update or delete or truncate on promise_event
    for each statement execute function refuse_change();

-- When it is judged, from which entry on money counts, and what came of it, is not for the caller to say.
create function promise_begins() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    new.status := 'OPEN';
    new.received := 0;
    new.level := 0;
    new.status_on := app_today();
    new.judge_on := new.promised_on
        + (select s.tolerance_days from promise_setting s where s.from_on <= new.made_on order by s.from_on desc limit 1);
    new.after_entry := coalesce(
        (select max(e.id) from ledger_entry e where e.account_id = new.account_id and e.effective_on = new.made_on), 0);
    return new;
end $$;
revoke execute on function promise_begins() from public;
create trigger promise_begins before insert on promise for each row execute function promise_begins();

-- An account has one lump sum at a time: of two, nobody could say for which of them money came.
create function promise_of_account_is_alone() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    other text;
begin
    perform from account_balance b where b.account_id in (select n.account_id from new_rows n) order by b.account_id for update;
    select p.promise_ref into other
    from new_rows n join promise p on p.account_id = n.account_id and p.plan_id <> n.plan_id and p.covers = 'ACCOUNT' and p.status = 'OPEN'
    where n.covers = 'ACCOUNT' limit 1;
    if found then
        perform dispute_refuse('promise_of_account_is_alone',
            format('%s is a lump sum of this account that is still open. Withdraw it, or promise of invoices.', other));
    end if;
    return null;
end $$;
revoke execute on function promise_of_account_is_alone() from public;
create trigger promise_of_account_is_alone after insert on promise referencing new table as new_rows
    for each statement execute function promise_of_account_is_alone();

-- An invoice is promised once at a time, and no more of it than is open. What was promised of it before and not kept counts up.
create function promise_invoice_added() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    short record;
begin
    perform from new_rows n join invoice i on i.id = n.invoice_id where i.account_id <> n.account_id;
    if found then
        perform dispute_refuse('promise_invoice_within_its_account', 'A promise is of invoices of one account.');
    end if;
    perform from account_balance b where b.account_id in (select n.account_id from new_rows n) order by b.account_id for update;
    select i.invoice_no, o.promise_ref into short
    from new_rows n join promise p on p.id = n.promise_id
    join promise_invoice c on c.invoice_id = n.invoice_id
    join promise o on o.id = c.promise_id and o.plan_id <> p.plan_id and o.status = 'OPEN'
    join invoice i on i.id = n.invoice_id limit 1;
    if found then
        perform dispute_refuse('promise_invoice_promised_once',
            format('Invoice %s is promised by %s already, which is still open. Withdraw that first.', short.invoice_no, short.promise_ref));
    end if;
    select i.invoice_no, coalesce(o.open_amount, 0) as open into short
    from (select p.plan_id, c.invoice_id, sum(c.amount) as promised
          from (select distinct q.plan_id from new_rows n join promise q on q.id = n.promise_id) t
          join promise p on p.plan_id = t.plan_id join promise_invoice c on c.promise_id = p.id
          group by p.plan_id, c.invoice_id) x
    join invoice i on i.id = x.invoice_id left join open_item o on o.invoice_id = x.invoice_id
    where x.promised > coalesce(o.open_amount, 0) limit 1;
    if found then
        perform dispute_refuse('promise_within_open', format('Of invoice %s only ₹%s is open.', short.invoice_no, short.open));
    end if;
    update promise p set level = b.level
    from (select q.plan_id, max(o.level) + 1 as level
          from new_rows n join promise q on q.id = n.promise_id
          join promise_invoice c on c.invoice_id = n.invoice_id
          join promise o on o.id = c.promise_id and o.plan_id <> q.plan_id
          where o.status in ('BROKEN', 'PARTLY_KEPT') or o.status = 'WITHDRAWN' and o.status_on > o.made_on
          group by q.plan_id) b
    where p.plan_id = b.plan_id and p.level <> b.level;
    return null;
end $$;
revoke execute on function promise_invoice_added() from public;
create trigger promise_invoice_added after insert on promise_invoice referencing new table as new_rows
    for each statement execute function promise_invoice_added();

create function promise_is_whole() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    named numeric := coalesce((select sum(c.amount) from promise_invoice c where c.promise_id = new.id), 0);
begin
    if named > new.amount or new.covers = 'INVOICES' and named < new.amount then
        perform dispute_refuse('promise_is_whole',
            format('%s promises ₹%s, but ₹%s is on its invoices.', new.promise_ref, new.amount, named));
    end if;
    return null;
end $$;
revoke execute on function promise_is_whole() from public;
create constraint trigger promise_is_whole after insert on promise deferrable initially deferred
    for each row execute function promise_is_whole();

-- What promises of these plans were given as of a day, as known until a moment: money for their invoices that takes effect from their
-- making to their last day and was not taken back; of a plan the earlier instalments first. Of a lump sum every receipt of the
-- account counts, less what went to invoices that are promised apart.
create function promise_money(plans bigint[], as_of date default 'infinity', until timestamptz default 'infinity')
    returns table (promise_id bigint, received numeric)
    language sql stable rows 1000
    as $$
    with asked as materialized (
        select p.id, p.plan_id, p.instalment, p.account_id, p.covers, p.basis, p.amount, p.made_on, p.after_entry,
               least(p.judge_on, as_of) as last_day
        from promise p
        where p.plan_id = any (plans)
          and (p.status <> 'WITHDRAWN'
               or not exists (select from promise_event v where v.promise_id = p.id and v.status = 'WITHDRAWN'
                              and v.on_day <= as_of and v.recorded_at < until))
    ), came as (
        select a.id, a.plan_id, a.instalment, a.amount, greatest(m.amount, 0) as money
        from asked a
        cross join lateral (
            select coalesce(sum(-e.amount), 0) as amount
            from (select distinct c.invoice_id from promise p join promise_invoice c on c.promise_id = p.id
                  where p.plan_id = a.plan_id) c
            join ledger_entry e on e.invoice_id = c.invoice_id
            where (e.kind = 'ALLOCATION' and e.receipt_id is not null or a.basis = 'GROSS' and e.kind in ('TDS', 'GST_TDS'))
              and e.effective_on between a.made_on and a.last_day and (e.effective_on > a.made_on or e.id > a.after_entry)
              and e.recorded_at < until
              and not exists (select from ledger_entry r
                              where r.reverses = e.id and r.effective_on <= as_of and r.recorded_at < until)
        ) m
        where a.covers = 'INVOICES'
        union all
        select a.id, a.plan_id, a.instalment, a.amount, greatest(m.amount, 0)
        from asked a
        cross join lateral (
            select coalesce(sum(case when e.kind = 'ALLOCATION' then e.amount else -e.amount end), 0) as amount
            from ledger_entry e
            cross join lateral (
                select exists (
                    select from promise_invoice c join promise o on o.id = c.promise_id
                    where c.invoice_id = e.invoice_id and o.plan_id <> a.plan_id and o.covers = 'INVOICES' and o.status <> 'WITHDRAWN'
                      and e.effective_on between o.made_on and o.judge_on) as it
            ) promised_apart
            where e.account_id = a.account_id
              and case e.kind when 'RECEIPT' then true
                              when 'TDS' then a.basis = 'GROSS' and not promised_apart.it
                              when 'GST_TDS' then a.basis = 'GROSS' and not promised_apart.it
                              when 'ALLOCATION' then promised_apart.it and e.receipt_id is not null
                                  and exists (select from receipt t where t.id = e.receipt_id and t.received_on >= a.made_on) end
              and e.effective_on between a.made_on and a.last_day and (e.effective_on > a.made_on or e.id > a.after_entry)
              and e.recorded_at < until
              and not exists (select from ledger_entry r
                              where r.reverses = e.id and r.effective_on <= as_of and r.recorded_at < until)
        ) m
        where a.covers = 'ACCOUNT'
    ), summed as (
        select c.*, sum(c.amount) over upward as promised_so_far from came c
        window upward as (partition by c.plan_id order by c.instalment rows unbounded preceding)
    ), given as (
        select s.*, s.promised_so_far + least(0, min(s.money - s.promised_so_far) over (
                   partition by s.plan_id order by s.instalment rows unbounded preceding)) as given_so_far
        from summed s
    )
    select g.id, least(g.amount, greatest(0, g.given_so_far - coalesce(lag(g.given_so_far) over (
               partition by g.plan_id order by g.instalment), 0)))
    from given g
    $$;

-- Judges the promises of these plans. Whoever comes later waits, and then judges by all that is known.
create function judge_promises(plans bigint[]) returns setof bigint
    language plpgsql volatile security definer set search_path = public, pg_temp
    as $$
begin
    perform from promise p where p.plan_id = any (plans) order by p.id for update;
    return query
    with verdict as materialized (
        select p.id, m.received,
               case when m.received >= p.amount then 'KEPT'
                    when p.judge_on >= app_today() then 'OPEN'
                    when m.received > 0 then 'PARTLY_KEPT' else 'BROKEN' end as status
        from promise_money(plans) m join promise p on p.id = m.promise_id
        where p.status <> 'WITHDRAWN'
    ), changed as (
        update promise p
        set status = v.status, received = v.received,
            status_on = case when p.status = v.status then p.status_on else app_today() end
        from verdict v
        where p.id = v.id and (p.status, p.received) is distinct from (v.status, v.received)
        returning p.id, p.circle, p.status, p.received
    ), told as (
        insert into promise_event (promise_id, circle, status, received)
        select c.id, c.circle, c.status, c.received from changed c order by c.id
    )
    select c.id from changed c;
end $$;
revoke execute on function judge_promises(bigint[]) from public;
grant execute on function judge_promises(bigint[]) to circledesk_app;
comment on function judge_promises(bigint[]) is 'Returns the promises whose state, or what they were given, changed.';

create function withdraw_promise(promise bigint, why text) returns void
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    found_plan bigint;
    was text;
begin
    select p.plan_id into found_plan from promise p where p.id = promise;
    perform judge_promises(array[found_plan]);
    select p.status into was from promise p where p.id = promise for update;
    if was is distinct from 'OPEN' then
        perform dispute_refuse('promise_withdrawn_while_open',
            format('This promise is %s by now: only an open one is withdrawn.', lower(replace(was, '_', ' '))));
    end if;
    insert into promise_event (promise_id, circle, status, received, why)
    select p.id, p.circle, 'WITHDRAWN', p.received, withdraw_promise.why from promise p where p.id = promise;
    update promise p set status = 'WITHDRAWN', status_on = app_today() where p.id = promise;
    perform judge_promises(array[found_plan]);
end $$;
revoke execute on function withdraw_promise(bigint, text) from public;
grant execute on function withdraw_promise(bigint, text) to circledesk_app;

create function promises_follow_money() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    plans bigint[];
begin
    plans := array(
        select p.plan_id
        from new_rows n
        join promise_invoice c on c.invoice_id = n.invoice_id
        join promise s on s.id = c.promise_id
        join promise p on p.plan_id = s.plan_id
        where n.counts_as in ('ALLOCATION', 'TDS', 'GST_TDS') and p.covers = 'INVOICES' and p.status <> 'WITHDRAWN'
          and (n.kind = 'REVERSAL' or n.effective_on between p.made_on and p.judge_on)
        union
        select p.plan_id
        from new_rows n join promise p on p.account_id = n.account_id
        where n.counts_as in ('RECEIPT', 'ALLOCATION', 'TDS', 'GST_TDS') and p.covers = 'ACCOUNT' and p.status <> 'WITHDRAWN'
          and (n.kind = 'REVERSAL' or n.effective_on between p.made_on and p.judge_on));
    if plans <> '{}' then
        perform judge_promises(plans);
    end if;
    return null;
end $$;
revoke execute on function promises_follow_money() from public;
create trigger promises_follow_money after insert on ledger_entry referencing new table as new_rows
    for each statement execute function promises_follow_money();

-- What of the promises open at a day is still to come, invoice by invoice: in the order of each promise, earlier days first, never
-- more than is open. known_on null: as known now.
create function promised_amounts(circles text[], as_of date, known_on date default null)
    returns table (account_id bigint, invoice_id bigint, promise_id bigint, promised_on date, amount numeric)
    language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    until timestamptz := coalesce((known_on + 1)::timestamp at time zone 'Asia/Kolkata', 'infinity');
    today constant boolean := known_on is null and as_of >= app_today();
begin
    return query
    with standing as materialized (
        select p.id, p.plan_id, p.promised_on, p.amount, p.received
        from promise p
        where today and p.status = 'OPEN' and p.judge_on >= as_of and p.circle = any (circles)
        union all
        select p.id, p.plan_id, p.promised_on, p.amount, null
        from promise p
        where not today and p.made_on <= as_of and p.judge_on >= as_of and p.recorded_at < until and p.circle = any (circles)
          and not exists (select from promise_event v
                          where v.promise_id = p.id and v.status = 'WITHDRAWN' and v.on_day <= as_of and v.recorded_at < until)
    ), money as materialized (
        select m.promise_id, m.received
        from promise_money(case when today then '{}' else array(select s.plan_id from standing s) end, as_of, until) m
    ), line as (
        select s.id, s.promised_on, c.account_id, c.invoice_id, c.place, o.open, least(c.amount, o.open) as room,
               s.amount - coalesce(s.received, m.received, 0) as rest
        from standing s
        left join money m on m.promise_id = s.id
        join promise_invoice c on c.promise_id = s.id
        cross join lateral (
            select case when today then (select i.open_amount from open_item i where i.invoice_id = c.invoice_id)
                        else (select coalesce(sum(e.amount), 0) from ledger_entry e
                              where e.invoice_id = c.invoice_id and e.effective_on <= as_of and e.recorded_at < until) end as open) o
        where o.open > 0
    ), spread as (
        select l.*, least(l.room, greatest(0, l.rest - (sum(l.room) over (
                   partition by l.id order by l.place, l.invoice_id rows unbounded preceding) - l.room))) as part
        from line l
    ), capped as (
        select s.*, least(s.part, greatest(0, s.open - (sum(s.part) over (
                   partition by s.invoice_id order by s.promised_on, s.id rows unbounded preceding) - s.part))) as still
        from spread s
    )
    select c.account_id, c.invoice_id, c.id, c.promised_on, c.still from capped c where c.still > 0;
end $$;

-- How far each account keeps what it promises, by value, as a share of 1: its own rate once enough promises matured, else the assumed one.
create function promise_kept_rates(circles text[])
    returns table (account_id bigint, matured bigint, kept bigint, promised numeric, received numeric, rate numeric, is_own boolean)
    language sql stable rows 200
    as $$
    select a.id, coalesce(k.matured, 0), coalesce(k.kept, 0), coalesce(k.promised, 0), coalesce(k.received, 0),
           case when k.matured >= s.matured_needed then k.received / k.promised else s.assumed_percent / 100 end,
           coalesce(k.matured >= s.matured_needed, false)
    from account a
    cross join (select * from promise_setting where from_on <= app_today() order by from_on desc limit 1) s
    left join (
        select p.account_id, count(*) as matured, count(*) filter (where p.status = 'KEPT') as kept,
               sum(p.amount) as promised, sum(p.received) as received
        from promise p
        where p.status in ('KEPT', 'PARTLY_KEPT', 'BROKEN') and p.circle = any (circles)
        group by p.account_id
    ) k on k.account_id = a.id
    where a.circle = any (circles)
    $$;

-- Promises that were not kept, whose invoices are still open and that nobody promised again: what somebody has to ask about.
create function broken_promises(circles text[])
    returns table (account_id bigint, promise_id bigint, promised_on date, broken_on date, level integer, short numeric)
    language sql stable rows 100
    as $$
    select p.account_id, p.id, p.promised_on, p.status_on, p.level, least(p.amount - p.received, o.open)
    from promise p
    cross join lateral (
        select sum(least(c.amount, i.open_amount)) as open
        from promise_invoice c join open_item i on i.invoice_id = c.invoice_id
        where c.promise_id = p.id
    ) o
    where p.status in ('BROKEN', 'PARTLY_KEPT') and p.circle = any (circles) and o.open > 0
      and not exists (
          select from promise_invoice c join promise_invoice d on d.invoice_id = c.invoice_id
          join promise n on n.id = d.promise_id
          where c.promise_id = p.id and n.id <> p.id
            and (n.status = 'OPEN' or n.id > p.id and n.plan_id <> p.plan_id and n.status in ('BROKEN', 'PARTLY_KEPT')))
    $$;
