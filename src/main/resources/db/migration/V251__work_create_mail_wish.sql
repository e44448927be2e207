-- What a person wants by mail, and when not. Who said nothing has the morning mail at seven and no other.
create table mail_wish (
    user_id bigint primary key references app_user,
    digest boolean not null,
    digest_hour smallint not null constraint mail_wish_hour_is_in_the_morning check (digest_hour between 5 and 12),
    kinds text[] not null,
    quiet_days smallint[] not null constraint mail_wish_quiet_days_are_weekdays check (quiet_days <@ array[1, 2, 3, 4, 5, 6, 7]::smallint[]),
    quiet_until date,
    recorded_at timestamptz not null default app_now(),
    recorded_by text not null default app_actor()
);
comment on column mail_wish.kinds is 'Kinds of notifications that come by mail at once.';
comment on column mail_wish.quiet_days is 'Days of the week without mails, 1 = Monday; days on which none of a person''s circles works are quiet besides.';
select audit_table('mail_wish');
grant select, insert, update on mail_wish to circledesk_app;

create function is_quiet_day(person bigint, asked date) returns boolean
    language sql stable
    as $$
    select exists (select from mail_wish w
                   where w.user_id = person and (extract(isodow from asked)::smallint = any (w.quiet_days) or asked <= w.quiet_until))
           or not exists (select from app_user u cross join circle c
                          where u.id = person and (u.all_circles or exists (
                              select from user_circle x where x.user_id = u.id and x.circle = c.code))
                            and is_working_day(c.code, asked))
    $$;

-- When a person may be mailed: now, or in the morning of the first day that is not quiet.
create function mail_moment(person bigint) returns timestamptz
    language sql stable
    as $$
    select coalesce((
        select case when n = 0 then app_now()
                    else (app_today() + n)::timestamp at time zone 'Asia/Kolkata'
                         + make_interval(hours => coalesce((select digest_hour from mail_wish w where w.user_id = person), 7)) end
        from generate_series(0, 60) n where not is_quiet_day(person, app_today() + n) order by n limit 1), app_now() + interval '60 days')
    $$;

-- The morning mail of a person and a day, composed once; without a mail there was nothing to say.
create table digest (
    kind text not null constraint digest_kind_is_known check (kind in ('MORNING')),
    user_id bigint not null references app_user,
    on_day date not null,
    mail_key text,
    composed_at timestamptz not null default app_now(),
    composed_by text not null default app_actor(),
    primary key (kind, user_id, on_day)
);
create index digest_by_user on digest (user_id);
select audit_table('digest');
grant select, insert on digest to circledesk_app;
create trigger digest_is_append_only before update or delete or truncate on digest for each statement execute function refuse_change();
