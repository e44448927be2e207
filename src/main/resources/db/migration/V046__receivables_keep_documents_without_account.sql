-- Lines and attachments have no account_id: the question is only asked of receipts, in a branch of its own, because a
-- condition names its fields before it decides.
create or replace function keep_document() returns trigger
    language plpgsql
    as $$
declare
    free text[] := array['reversed_at'];
begin
    if tg_table_name = 'receipt' then
        if old.account_id is null then
            free := free || array['account_id', 'circle', 'identified_at', 'identified_by'];
        end if;
    end if;
    if tg_table_name = 'invoice_attachment' then
        free := array['removed_at', 'removed_by'];
        if old.removed_at is not null then
            free := '{}';
        end if;
    elsif old.reversed_at is not null then
        free := '{}';
    end if;
    if to_jsonb(new) - free <> to_jsonb(old) - free then
        raise exception 'A recorded % is never edited.', tg_table_name
            using errcode = 'P0L02', constraint = tg_table_name || '_is_never_edited';
    end if;
    return new;
end $$;
