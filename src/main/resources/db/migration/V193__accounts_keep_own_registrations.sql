-- Under which of our GSTINs we bill: name and address as papers show them, from a day on, and the circles whose documents name
-- none. A row is never changed: another begins later, so that an old note reads as it did.
create table supplier_registration (
    gstin text not null constraint supplier_registration_gstin_shape
        check (gstin ~ '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]$'),
    from_on date not null,
    legal_name text not null constraint supplier_registration_name_length check (length(legal_name) between 1 and 120),
    address text not null constraint supplier_registration_address_length check (length(address) between 1 and 500),
    serves text[] not null,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor(),
    primary key (gstin, from_on)
);
comment on column supplier_registration.serves is 'Circles whose invoices without a GSTIN of ours count as this one''s; the row that began last has the circle.';
create trigger supplier_registration_is_append_only before update or delete or truncate on supplier_registration
    for each statement execute function refuse_change();
grant select, insert on supplier_registration to circledesk_app;
select audit_table('supplier_registration');

create function supplier_registration_checked() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if exists (select from unnest(new.serves) w (code) where w.code not in (select c.code from circle c)) then
        raise exception 'There is no such circle.' using errcode = 'P0L03', constraint = 'supplier_registration_of_known_circles';
    end if;
    return null;
end $$;
revoke execute on function supplier_registration_checked() from public;
create trigger supplier_registration_checked after insert on supplier_registration
    for each row execute function supplier_registration_checked();

create function supplier_gstin_of(named text, of_circle text, on_day date) returns text
    language sql stable
    as $$
    select coalesce(named, (
        select r.gstin
        from supplier_registration r
        where r.from_on <= on_day and of_circle = any (r.serves)
          and not exists (select from supplier_registration l where l.gstin = r.gstin and l.from_on > r.from_on and l.from_on <= on_day)
        order by r.from_on desc, r.gstin limit 1))
    $$;
comment on function supplier_gstin_of(text, text, date) is 'The GSTIN that a document names, or else the one of its circle on that day.';
