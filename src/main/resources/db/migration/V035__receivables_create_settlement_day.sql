-- What the days late of any date and window rest on: settlements summed per account, charge type and day. A million
-- settled invoices are a few thousand such rows.
create table settlement_day (
    account_id bigint not null,
    circle text not null,
    charge_type text not null,
    settled_on date not null,
    reopened_on date not null,
    invoices bigint not null,
    amount numeric(19, 2) not null,
    weighted_days numeric(25, 2) not null,
    plain_days bigint not null,
    primary key (settled_on, account_id, charge_type, reopened_on),
    foreign key (account_id, circle) references account (id, circle)
);
comment on column settlement_day.reopened_on is 'infinity: still settled.';
comment on column settlement_day.weighted_days is 'Sum of settled amount x days late.';
create index settlement_day_by_account on settlement_day (account_id);

select guard_circle('settlement_day');
grant select on settlement_day to circledesk_app;

create function settlement_rolled_up() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into settlement_day as d (account_id, circle, charge_type, settled_on, reopened_on, invoices, amount,
                                     weighted_days, plain_days)
    select account_id, circle, charge_type, settled_on, coalesce(reopened_on, 'infinity'),
           sum(sign), sum(sign * settled_amount), sum(sign * settled_amount * days_late), sum(sign * days_late)
    from (select *, case tg_op when 'INSERT' then 1 else -1 end as sign from changed_rows) changed
    group by account_id, circle, charge_type, settled_on, coalesce(reopened_on, 'infinity')
    order by 4, 1, 3, 5
    on conflict (settled_on, account_id, charge_type, reopened_on) do update
        set invoices = d.invoices + excluded.invoices, amount = d.amount + excluded.amount,
            weighted_days = d.weighted_days + excluded.weighted_days, plain_days = d.plain_days + excluded.plain_days;
    return null;
end $$;
revoke execute on function settlement_rolled_up() from public;

create trigger settlement_added after insert on settlement referencing new table as changed_rows
    for each statement execute function settlement_rolled_up();
create trigger settlement_removed after delete on settlement referencing old table as changed_rows
    for each statement execute function settlement_rolled_up();

-- Billing is a third of the roll-up's rows.
create index ledger_day_billed on ledger_day (effective_on)
    where counts_as in ('INVOICE', 'DEBIT_NOTE', 'CREDIT_NOTE');
