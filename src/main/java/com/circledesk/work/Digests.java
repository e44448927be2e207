package com.circledesk.work;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whose morning mail is to be composed, and that it is composed once. */
@Service
@Transactional
public class Digests {
    /** Who was not written to by then is written to the next day. */
    private static final int LAST_HOUR = 14;

    private final JdbcClient jdbc;

    Digests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose hour has come on a day that is not quiet, in the order of their numbers. */
    @Transactional(readOnly = true)
    public List<Long> due() {
        return jdbc.sql("""
                        select u.id from app_user u left join mail_wish w on w.user_id = u.id
                        cross join (select extract(hour from app_now() at time zone 'Asia/Kolkata') as hour) now
                        where u.disabled_at is null and u.password_hash is not null and coalesce(w.digest, true)
                          and now.hour >= coalesce(w.digest_hour, :hour) and now.hour < :last
                          and not exists (select from digest d
                                          where d.kind = 'MORNING' and d.user_id = u.id and d.on_day = app_today())
                          and not is_quiet_day(u.id, app_today())
                        order by u.id
                        """)
                .param("hour", MailWish.USUAL.digestHour())
                .param("last", LAST_HOUR)
                .query(Long.class)
                .list();
    }

    /** When the person's last one was composed. */
    @Transactional(readOnly = true)
    public Optional<Instant> last(long user) {
        return jdbc.sql("select max(composed_at) from digest where kind = 'MORNING' and user_id = :user")
                .param("user", user)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** @param mailKey null: there was nothing to say; @return false if today's was composed already, by whomever */
    public boolean compose(long user, @Nullable String mailKey) {
        return jdbc.sql("""
                        insert into digest (kind, user_id, on_day, mail_key) values ('MORNING', :user, app_today(), :mail)
                        on conflict do nothing
                        """)
                        .param("user", user)
                        .param("mail", mailKey, Types.VARCHAR)
                        .update()
                == 1;
    }
}
