-- Which rows of a matrix are met today. The run and the simulation ask the same function.

create function escalation_matrix_in_force(today date) returns bigint
    language sql stable
    as $$
    select m.id from (select * from escalation_matrix x where x.valid_from <= today order by x.valid_from desc limit 1) m
    where m.valid_to is null or m.valid_to >= today
    $$;

-- Days on which promises were broken; promises and contacts answer when they are there.
create function broken_promise_days(circles text[], since date) returns table (account_id bigint, broken_on date)
    language sql stable as $$ select null::bigint, null::date where false $$;
create function last_contacts(circles text[]) returns table (account_id bigint, contacted_on date)
    language sql stable as $$ select null::bigint, null::date where false $$;

-- Who has a role for an account: its manager, else (and else) the head of its circle or a person of finance; those who see
-- only some circles before those who see all.
create function escalation_person(account bigint, in_circle text, wanted text) returns bigint
    language plpgsql stable
    as $$
declare
    found bigint;
begin
    if wanted = 'ACCOUNT_MANAGER' then
        select u.id into found
        from (select m.user_id from account_manager m where m.account_id = account and m.from_on <= app_today()
              order by m.from_on desc limit 1) n
        join app_user u on u.id = n.user_id and u.disabled_at is null;
        if found is not null then
            return found;
        end if;
    end if;
    select u.id into found from app_user u
    where u.role = case when wanted = 'FINANCE' then 'FINANCE' else 'SALES_HEAD' end and u.disabled_at is null
      and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = in_circle))
    order by u.all_circles, u.id limit 1;
    return found;
end $$;

-- Each account with the highest row of the matrix that it meets, and what it met it with.
create function escalation_due(matrix bigint, circles text[], accounts bigint[] default null)
    returns table (account_id bigint, circle text, rule_id bigint, level integer, amount numeric, days_overdue integer,
                   dispute_days integer, broken_promises integer, silent_days integer, met_on date)
    language plpgsql stable rows 100 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    in_circles text[] := circles;
    only_accounts bigint[] := accounts;
    today date := app_today();
    promises_since date := (select app_today() - m.promise_days from escalation_matrix m where m.id = matrix);
begin
    return query
    with chosen as materialized (
        select a.id, a.circle, coalesce(t.tier, 'B') as tier
        from account a left join customer_tier t on t.operator_id = a.operator_id
        where a.circle = any (in_circles) and (only_accounts is null or a.id = any (only_accounts))
    ), applies as materialized (
        select x.* from (
            select a.id as account_id, a.circle, r.id as rule_id, r.level, r.over_days, r.min_amount, r.dispute_days, r.broken_promises,
                   r.silent_days,
                   rank() over (partition by a.id, r.level
                                order by 2 * (r.only_circle is not null)::integer + (r.tier is not null)::integer desc) as width
            from chosen a join escalation_rule r on r.matrix_id = matrix
             and (r.only_circle is null or r.only_circle = a.circle) and (r.tier is null or r.tier = a.tier)
        ) x where x.width = 1
    ), claimed as materialized (
        select d.invoice_id, d.account_id, p.raised_on, d.amount
        from dispute_amounts(today, null, in_circles, only_accounts) d join dispute p on p.id = d.dispute_id
    ), open as materialized (
        select o.account_id, o.due_date, sum(o.open_amount) as amount, sum(greatest(o.open_amount - coalesce(c.amount, 0), 0)) as undisputed
        from open_item o
        left join (select c.invoice_id, sum(c.amount) as amount from claimed c group by c.invoice_id) c on c.invoice_id = o.invoice_id
        where o.open_amount > 0 and o.circle = any (in_circles) and (only_accounts is null or o.account_id = any (only_accounts))
        group by o.account_id, o.due_date
    ), credit as (
        select b.account_id, greatest(coalesce(o.amount, 0) - b.balance, 0) as amount
        from account_balance b
        left join (select o.account_id, sum(o.amount) as amount from open o group by o.account_id) o on o.account_id = b.account_id
        where b.circle = any (in_circles)
    ), owed as materialized (
        select o.account_id, o.due_date,
               sum(o.undisputed) over (partition by o.account_id order by o.due_date) - coalesce(c.amount, 0) as rest
        from open o left join credit c on c.account_id = o.account_id
        where o.due_date < today
    ), overdue as (
        select p.account_id, p.rule_id, max(o.rest) as amount, today - min(o.due_date) filter (where o.rest > 0) as days,
               min(o.due_date) filter (where o.rest >= case when p.over_days is null and p.dispute_days is not null then 0.01
                                                            else coalesce(p.min_amount, 0.01) end) + coalesce(p.over_days, 1) as since
        from applies p join owed o on o.account_id = p.account_id and o.due_date <= today - coalesce(p.over_days, 1)
        group by p.account_id, p.rule_id, p.over_days, p.dispute_days, p.min_amount
    ), running as materialized (
        select c.account_id, c.raised_on, sum(sum(c.amount)) over (partition by c.account_id order by c.raised_on) as amount
        from claimed c group by c.account_id, c.raised_on
    ), disputed as (
        select p.account_id, p.rule_id, max(r.amount) as amount, today - min(r.raised_on) as days,
               min(r.raised_on) filter (where r.amount >= case when p.over_days is null then coalesce(p.min_amount, 0.01) else 0.01 end)
                   + p.dispute_days as since
        from applies p join running r on r.account_id = p.account_id and r.raised_on <= today - p.dispute_days
        group by p.account_id, p.rule_id, p.over_days, p.min_amount, p.dispute_days
    ), broken as materialized (
        select b.account_id, array_agg(b.broken_on order by b.broken_on) as days
        from broken_promise_days(in_circles, promises_since) b group by b.account_id
    ), silence as materialized (
        select o.account_id, coalesce(l.contacted_on, o.first_due) as since
        from (select o.account_id, min(o.due_date) as first_due from open o group by o.account_id) o
        left join last_contacts(in_circles) l on l.account_id = o.account_id
    )
    select distinct on (p.account_id) p.account_id, p.circle, p.rule_id, p.level,
           round(case when p.dispute_days is not null and p.over_days is null then d.amount else o.amount end, 2),
           o.days, d.days, cardinality(b.days), today - s.since,
           greatest(case when p.dispute_days is null or p.over_days is not null then o.since end, d.since, b.days[p.broken_promises],
                    case when p.silent_days is not null then s.since + p.silent_days end)
    from applies p
    left join overdue o on o.account_id = p.account_id and o.rule_id = p.rule_id and o.since is not null
    left join disputed d on d.account_id = p.account_id and d.rule_id = p.rule_id and d.since is not null
    left join broken b on b.account_id = p.account_id
    left join silence s on s.account_id = p.account_id
    where (p.dispute_days is null or d.since is not null)
      and (p.dispute_days is not null and p.over_days is null or o.since is not null)
      and (p.broken_promises is null or cardinality(b.days) >= p.broken_promises)
      and (p.silent_days is null or today - s.since >= p.silent_days)
    order by p.account_id, p.level desc, p.rule_id;
end $$;
comment on function escalation_due(bigint, text[], bigint[]) is
    'A row asks for money: overdue, neither disputed nor covered by cash not applied; or, with dispute_days alone, disputed.';

-- What is to be raised by a matrix: not what its case raised already, at this level or a higher one, and not where it is quiet.
create function escalation_to_raise(matrix bigint, circles text[])
    returns table (account_id bigint, circle text, case_id bigint, rule_id bigint, level integer, amount numeric, days_overdue integer,
                   dispute_days integer, broken_promises integer, silent_days integer, met_on date)
    language sql stable rows 100
    as $$
    select d.account_id, d.circle, c.id, d.rule_id, d.level, d.amount, d.days_overdue, d.dispute_days, d.broken_promises, d.silent_days,
           greatest(d.met_on, (select m.valid_from from escalation_matrix m where m.id = matrix),
                    (select max(q.quiet_until) + 1 from escalation_case q where q.account_id = d.account_id))
    from escalation_due(matrix, circles) d
    left join escalation_case c on c.account_id = d.account_id and c.closed_at is null
    where not exists (select from escalation e where e.case_id = c.id and e.level >= d.level)
      and not exists (select from escalation_case q where q.account_id = d.account_id and q.quiet_until >= app_today())
    $$;

-- What an account owes since yesterday or longer, neither disputed nor covered by cash not applied; the invoices cover each other.
create function undisputed_overdue(circles text[], accounts bigint[] default null) returns table (account_id bigint, amount numeric)
    language plpgsql stable rows 100 set plan_cache_mode = force_custom_plan
    as $$
#variable_conflict use_column
declare
    in_circles text[] := circles;
    only_accounts bigint[] := accounts;
begin
    return query
    with disputed as (
        select d.invoice_id, d.amount from disputed_amounts(app_today(), null, in_circles, only_accounts) d
    ), open as (
        select o.account_id, sum(o.open_amount) as amount,
               sum(greatest(o.open_amount - coalesce(d.amount, 0), 0)) filter (where o.due_date < app_today()) as undisputed
        from open_item o left join disputed d on d.invoice_id = o.invoice_id
        where o.open_amount > 0 and o.circle = any (in_circles) and (only_accounts is null or o.account_id = any (only_accounts))
        group by o.account_id
    )
    select o.account_id, greatest(o.undisputed - greatest(o.amount - b.balance, 0), 0)
    from open o join account_balance b on b.account_id = o.account_id
    where o.undisputed is not null;
end $$;

-- The row of a level that holds for an account: the narrowest, the first of them.
create function escalation_rule_of(matrix bigint, account bigint, wanted integer) returns bigint
    language sql stable
    as $$
    select r.id
    from account a left join customer_tier t on t.operator_id = a.operator_id
    join escalation_rule r on r.matrix_id = matrix and r.level = wanted
     and (r.only_circle is null or r.only_circle = a.circle) and (r.tier is null or r.tier = coalesce(t.tier, 'B'))
    where a.id = account
    order by 2 * (r.only_circle is not null)::integer + (r.tier is not null)::integer desc, r.id limit 1
    $$;

-- What climbs because nobody acknowledged the highest level of its case in time.
create function escalation_lapsed(matrix bigint, circles text[])
    returns table (account_id bigint, circle text, case_id bigint, rule_id bigint, level integer, amount numeric, days_overdue integer,
                   dispute_days integer, broken_promises integer, silent_days integer, met_on date)
    language sql stable rows 100
    as $$
    select d.account_id, d.circle, e.case_id, n.rule_id, r.next_level, d.amount, d.days_overdue, d.dispute_days, d.broken_promises,
           d.silent_days, (e.acknowledge_by at time zone 'Asia/Kolkata')::date
    from escalation e
    join escalation_case c on c.id = e.case_id and c.closed_at is null
    join escalation_rule r on r.id = e.rule_id and r.next_level is not null
    join escalation_due(matrix, circles) d on d.account_id = e.account_id
    cross join lateral (select escalation_rule_of(matrix, e.account_id, r.next_level) as rule_id) n
    where e.circle = any (circles) and e.acknowledged_at is null and e.acknowledge_by < app_now() and n.rule_id is not null
      and not exists (select from escalation x where x.case_id = e.case_id and x.level > e.level)
    $$;

-- The clock of an acknowledgement runs on working days, within the hours of the matrix.
create function working_hours_after(in_circle text, since timestamptz, hours integer, work_from time, work_to time) returns timestamptz
    language plpgsql stable
    as $$
declare
    from_moment timestamp := since at time zone 'Asia/Kolkata';
    day date := from_moment::date;
    rest interval := hours * interval '1 hour';
    begins timestamp;
begin
    loop
        if is_working_day(in_circle, day) then
            begins := greatest(from_moment, day + work_from);
            if begins + rest <= day + work_to then
                return (begins + rest) at time zone 'Asia/Kolkata';
            end if;
            rest := rest - greatest(day + work_to - begins, interval '0');
        end if;
        day := day + 1;
    end loop;
end $$;
