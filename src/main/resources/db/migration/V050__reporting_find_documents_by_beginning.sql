-- The first documents whose number begins so, within the transaction's circles. Like document_by_number it looks before
-- the scope is applied and then applies the very same scope, because row-level security keeps lower() from any index.
-- The comparisons are those of text_pattern_ops, so that the index serves whatever the database's collation.
grant create on schema public to circledesk_keys;
create function documents_beginning_with(document text, beginning text, at_most integer) returns setof bigint
    language plpgsql stable security definer set search_path = public, pg_temp
    as $$
declare
    first_of text := lower(trim(beginning));
    after_last text := lower(trim(beginning)) || chr(1114111);
begin
    if first_of = '' then
        return;
    end if;
    if document = 'invoice' then
        return query select id from invoice
            where lower(invoice_no) ~>=~ first_of and lower(invoice_no) ~<~ after_last
              and reversed_at is null and circle = any (app_circles())
            order by lower(invoice_no) using ~<~ limit at_most;
    elsif document = 'receipt' then
        return query select id from receipt
            where lower(receipt_no) ~>=~ first_of and lower(receipt_no) ~<~ after_last
              and reversed_at is null and circle = any (app_circles())
            order by lower(receipt_no) using ~<~ limit at_most;
    elsif document = 'utr' then
        return query select id from receipt
            where lower(utr) = first_of and reversed_at is null and circle = any (app_circles())
            order by id limit at_most;
    else
        raise exception 'Unknown kind of document: %', document;
    end if;
end $$;
comment on function documents_beginning_with(text, text, integer) is
    'Ids of documents whose number begins so (a UTR: is so), case-blind, within the transaction''s circles.';
alter function documents_beginning_with(text, text, integer) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function documents_beginning_with(text, text, integer) from public;
grant execute on function documents_beginning_with(text, text, integer) to circledesk_app;
