-- Finds documents by their numbers, through the index on them, for files of a few rows among millions of documents: row-level
-- security lets no condition with lower() reach an index, so that it would read the whole table. Shows only documents of the
-- circles in scope, and receipts that nobody has identified yet, exactly as row-level security does.
grant create on schema public to circledesk_keys;
create function documents_by_number(document text, numbers text[]) returns table (number_key text, id bigint)
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
#variable_conflict use_column
declare
    circles text[] := coalesce(app_circles(), '{}');
begin
    if document = 'invoice' then
        return query select lower(i.invoice_no), i.id from unnest(numbers) n
            join invoice i on lower(i.invoice_no) = lower(n) and i.reversed_at is null where i.circle = any (circles);
    elsif document = 'receipt' then
        return query select lower(r.receipt_no), r.id from unnest(numbers) n
            join receipt r on lower(r.receipt_no) = lower(n) and r.reversed_at is null
            where r.circle = any (circles) or r.circle is null;
    elsif document = 'note' then
        return query select lower(t.note_no), t.id from unnest(numbers) n
            join note t on lower(t.note_no) = lower(n) and t.reversed_at is null where t.circle = any (circles);
    else
        raise exception 'Unknown kind of document: %', document;
    end if;
end $$;
alter function documents_by_number(text, text[]) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function documents_by_number(text, text[]) from public;
grant execute on function documents_by_number(text, text[]) to circledesk_app;
