-- What each dispute claims of each invoice, and who owned it when: so that what is disputed, by whom and until when can be read at
-- any day, as known on any day, without adding up the lines of every site each time.
create table dispute_claim (
    dispute_id bigint not null,
    invoice_id bigint not null references invoice,
    raised_on date not null,
    recorded_on date not null,
    account_id bigint not null,
    circle text not null,
    invoice_date date not null,
    invoice_total numeric(15, 2) not null,
    invoice_tax numeric(15, 2) not null,
    lines integer not null,
    amount numeric(15, 2) not null,
    primary key (dispute_id, invoice_id, raised_on, recorded_on),
    foreign key (dispute_id, account_id, circle) references dispute (id, account_id, circle)
);
comment on table dispute_claim is 'The sums of dispute_line, by the day it counts from and the day it was recorded in India. Written by its trigger.';
create index dispute_claim_by_invoice on dispute_claim (invoice_id);

create table dispute_owner (
    id bigint generated always as identity primary key,
    dispute_id bigint not null,
    circle text not null,
    owner_id bigint references app_user,
    effective_on date not null,
    recorded_at timestamptz not null default app_now(),
    foreign key (dispute_id, circle) references dispute (id, circle)
);
comment on table dispute_owner is 'Who owned a dispute from which day on; null: nobody. Written by the dispute''s trigger.';
create index dispute_owner_by_dispute on dispute_owner (dispute_id, id);
create trigger dispute_owner_is_append_only before update or delete or truncate on dispute_owner
    for each statement execute function refuse_change();

select guard_circle('dispute_claim'), guard_circle('dispute_owner');
grant select on dispute_claim, dispute_owner to circledesk_app;

create function dispute_line_claims() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into dispute_claim as c (dispute_id, invoice_id, raised_on, recorded_on, account_id, circle, invoice_date, invoice_total,
                                    invoice_tax, lines, amount)
    select n.dispute_id, n.invoice_id, n.raised_on, (n.recorded_at at time zone 'Asia/Kolkata')::date, n.account_id, n.circle,
           i.invoice_date, i.total_amount, i.tax_amount, count(*), sum(n.disputed_amount)
    from new_rows n join invoice i on i.id = n.invoice_id
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (dispute_id, invoice_id, raised_on, recorded_on) do update
        set lines = c.lines + excluded.lines, amount = c.amount + excluded.amount;
    return null;
end $$;
revoke execute on function dispute_line_claims() from public;
create trigger dispute_line_claims after insert on dispute_line referencing new table as new_rows
    for each statement execute function dispute_line_claims();

create function dispute_owned() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into dispute_owner (dispute_id, circle, owner_id, effective_on)
    values (new.id, new.circle, new.owner_id, case tg_op when 'INSERT' then new.raised_on else app_today() end);
    return null;
end $$;
revoke execute on function dispute_owned() from public;
create trigger dispute_owned after insert on dispute for each row execute function dispute_owned();
create trigger dispute_changes_hands after update on dispute
    for each row when (old.owner_id is distinct from new.owner_id) execute function dispute_owned();

do $$
begin
    perform set_config('app.circles', (select string_agg(code, ',') from circle), true);
    perform set_config('app.actor', 'system:migration', true);
    insert into dispute_claim
    select l.dispute_id, l.invoice_id, l.raised_on, (l.recorded_at at time zone 'Asia/Kolkata')::date, l.account_id, l.circle,
           i.invoice_date, i.total_amount, i.tax_amount, count(*), sum(l.disputed_amount)
    from dispute_line l join invoice i on i.id = l.invoice_id
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
    insert into dispute_owner (dispute_id, circle, owner_id, effective_on, recorded_at)
    select id, circle, owner_id, raised_on, recorded_at from dispute order by id;
end $$;

-- Of each invoice of each dispute what is disputed as of a day, as known on another. Where several disputes claim of an invoice more
-- than it owes, the older ones come first, so that the sum is what disputed_amounts says.
create function dispute_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null)
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
                       select min(c.invoice_date) from dispute_claim c
                       where c.dispute_id = d.id and c.raised_on <= as_of and c.recorded_on <= known_day) end as oldest_invoice) w
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
comment on function dispute_amounts(date, date, text[], bigint[]) is
    'known_on null = as known now. Stage, owner and oldest invoice are those of the day; tax is the part of the amount that is GST.';

create or replace function disputed_amounts(as_of date, known_on date, circles text[], accounts bigint[] default null)
    returns table (invoice_id bigint, account_id bigint, circle text, charge_type text, amount numeric)
    language sql stable rows 1000
    as $$
    select d.invoice_id, d.account_id, d.circle, d.charge_type, sum(d.amount)
    from dispute_amounts(as_of, known_on, circles, accounts) d
    group by d.invoice_id, d.account_id, d.circle, d.charge_type
    $$;
