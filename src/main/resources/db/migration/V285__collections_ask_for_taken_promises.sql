-- Whether a reference is a promise's anywhere, also where the asker may not look: yes or no, nothing else.
grant select on promise to circledesk_keys;
create policy keys on promise for select to circledesk_keys using (true);

grant create on schema public to circledesk_keys;
create function promise_ref_is_taken(ref text) returns boolean
    language sql stable security definer set search_path = public, pg_temp
    as $$ select exists (select from promise p where p.promise_ref = ref) $$;
alter function promise_ref_is_taken(text) owner to circledesk_keys;
revoke create on schema public from circledesk_keys;
revoke execute on function promise_ref_is_taken(text) from public;
grant execute on function promise_ref_is_taken(text) to circledesk_app;
