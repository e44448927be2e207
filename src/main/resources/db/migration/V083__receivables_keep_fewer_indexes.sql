-- Keeping indexes is more than half of what posting an invoice costs. Those that no question needs are dropped; two on the
-- open items become one that answers every filter and total without their rows. The largest first have one of their own.
drop index invoice_by_account;
drop index allocation_by_account;

-- What moved since a day is found account by account: ledger_entry_by_account.
drop index ledger_entry_by_day;

drop index open_item_by_account;
drop index open_item_by_due_date;
create index open_item_open on open_item (account_id)
    include (circle, charge_type, invoice_date, due_date, open_amount, invoice_id) where open_amount > 0;

-- These were what foreign keys pointed at; what they said of the references is asked once per statement (V051), now of notes too.
alter table note drop constraint note_invoice_id_account_id_circle_fkey;
alter table invoice drop constraint invoice_belongs_to_account;
alter table receipt drop constraint receipt_belongs_to_account;
alter table note drop constraint note_belongs_to_account;
alter table allocation drop constraint allocation_belongs_to_account;

create function note_within_one_account() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    elsewhere boolean;
begin
    execute $sql$
        select exists (
            select from new_rows n left join invoice i on i.id = n.invoice_id
            where n.invoice_id is not null and (i.account_id, i.circle) is distinct from (n.account_id, n.circle))
        $sql$ into elsewhere;
    if elsewhere then
        raise exception 'A note and its invoice are of one account.'
            using errcode = 'foreign_key_violation', constraint = 'note_within_one_account', table = 'note';
    end if;
    return null;
end $$;
create trigger note_within_one_account after insert on note referencing new table as new_rows
    for each statement execute function note_within_one_account();
revoke execute on function note_within_one_account() from public;
