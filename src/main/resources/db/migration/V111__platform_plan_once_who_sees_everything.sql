-- Every table of a circle asks this once in every statement. Written in SQL it was parsed and planned each time, and took the list of
-- circles apart for each circle: 0.15 ms, twenty-six times for one allocation. In PL/pgSQL its plan is made once for a
-- connection.
create or replace function app_sees_every_circle() returns boolean
    language plpgsql stable parallel safe
    as $$
begin
    return not exists (select from circle where code <> all ((select coalesce(app_circles(), '{}'))::text[]));
end $$;
