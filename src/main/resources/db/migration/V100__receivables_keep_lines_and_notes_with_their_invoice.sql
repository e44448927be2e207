-- Two rules that only imports asked for so far: a line bills its invoice's circle at a site there, in amounts not below zero;
-- and a note is not dated before the invoice it is for, also where it goes on account and so makes no entry on the invoice.
alter table invoice_line
    add constraint invoice_line_taxable_not_negative check (taxable_amount >= 0),
    add constraint invoice_line_tax_not_negative check (tax_amount >= 0);

create function invoice_line_within_one_circle() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    elsewhere boolean;
begin
    execute $sql$
        select exists (
            select from new_rows n join invoice i on i.id = n.invoice_id left join site s on s.id = n.site_id
            where i.circle <> n.circle or (n.site_id is not null and s.circle is distinct from n.circle))
        $sql$ into elsewhere;
    if elsewhere then
        raise exception 'A line, its invoice and its site are of one circle.'
            using errcode = 'foreign_key_violation', constraint = 'invoice_line_within_one_circle', table = 'invoice_line';
    end if;
    return null;
end $$;
create trigger invoice_line_within_one_circle after insert on invoice_line referencing new table as new_rows
    for each statement execute function invoice_line_within_one_circle();
revoke execute on function invoice_line_within_one_circle() from public;

create or replace function note_within_one_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    elsewhere boolean;
    too_early boolean;
begin
    execute $sql$
        select bool_or((i.account_id, i.circle) is distinct from (n.account_id, n.circle)),
               bool_or(n.note_date < greatest(i.invoice_date, i.opening_on))
        from new_rows n left join invoice i on i.id = n.invoice_id
        where n.invoice_id is not null
        $sql$ into elsewhere, too_early;
    if elsewhere then
        raise exception 'A note and its invoice are of one account.'
            using errcode = 'foreign_key_violation', constraint = 'note_within_one_account', table = 'note';
    end if;
    if too_early then
        raise exception 'A note is not dated before its invoice.'
            using errcode = 'check_violation', constraint = 'note_not_before_invoice', table = 'note';
    end if;
    return null;
end $$;
