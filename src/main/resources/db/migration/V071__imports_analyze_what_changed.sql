-- After a large import the planner would believe for a minute that its tables are as small as before. Only the owner of a
-- table may have it looked at anew.
create function analyze_what_changed(many bigint) returns integer
    language plpgsql security definer set search_path = public, pg_temp
    as $$
declare
    changed record;
    looked_at integer := 0;
begin
    for changed in
        select relid::regclass as name from pg_stat_user_tables
        where schemaname = 'public' and n_mod_since_analyze >= greatest(many, n_live_tup / 10) order by relid
    loop
        execute 'analyze ' || changed.name;
        looked_at := looked_at + 1;
    end loop;
    return looked_at;
end $$;
revoke execute on function analyze_what_changed(bigint) from public;
grant execute on function analyze_what_changed(bigint) to circledesk_app;
