-- Planning what a few entries of tax open took longer than opening it, under the account's lock: both functions keep their plans now.
create or replace function tax_section_at(of_account bigint, charge text, of_tax text, on_day date) returns text
    language plpgsql stable
    as $$
begin
    return (
        select (select s.section from tax_section s where s.nature = r.nature and s.from_on <= on_day order by s.from_on desc limit 1)
        from account a
        join lateral (
            select distinct on (t.operator_id, t.account_id, t.charge_type) t.* from tax_rate t
            where t.tax = of_tax and t.from_on <= on_day and (t.account_id is null or t.account_id = a.id)
              and (t.operator_id is null or t.operator_id = a.operator_id) and (t.charge_type is null or t.charge_type = charge)
            order by t.operator_id, t.account_id, t.charge_type, t.from_on desc) r on r.nature is not null
        where a.id = of_account
        order by r.account_id is null, r.operator_id is null, r.charge_type is null
        limit 1);
end $$;

create or replace function ledger_entry_sums_certificates() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    if exists (select from new_entries where counts_as in ('TDS', 'GST_TDS')) then
        insert into certificate_receivable as c (account_id, circle, tax, quarter, section, amount)
        select d.account_id, d.circle, d.tax, d.quarter, d.section, sum(d.amount)
        from (select g.account_id, g.circle, g.tax, tax_quarter_of(g.deducted_on) as quarter, g.amount,
                     tax_section_at(g.account_id, g.charge_type, g.tax, g.deducted_on) as section
              from (select e.account_id, e.circle, e.counts_as as tax, i.charge_type,
                           coalesce(o.effective_on, e.effective_on) as deducted_on, -sum(e.amount) as amount
                    from new_entries e join invoice i on i.id = e.invoice_id left join ledger_entry o on o.id = e.reverses
                    where e.counts_as in ('TDS', 'GST_TDS')
                    group by 1, 2, 3, 4, 5) g) d
        group by 1, 2, 3, 4, 5 order by 1, 4, 3, 5
        on conflict (account_id, quarter, tax, section) do update set amount = c.amount + excluded.amount;
    end if;
    return null;
end $$;
