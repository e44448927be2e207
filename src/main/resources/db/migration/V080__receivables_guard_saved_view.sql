-- A view holds no figures, but it names accounts and customers: only who sees every circle it is about may see it shared.
alter table saved_view add circles text[] not null;
alter table saved_view add constraint saved_view_shared_has_circles check (not shared or cardinality(circles) > 0);

alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy own on saved_view
    using (user_id = nullif(current_setting('app.actor_id', true), '')::bigint)
    with check (user_id = nullif(current_setting('app.actor_id', true), '')::bigint);
create policy shared on saved_view for select using (shared and circles <@ (select app_circles())::text[]);
