package com.circledesk.users;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time links as they are stored: by hash, never by token. */
@Component
@Transactional
class OneTimeLinkRecords {
    private static final String OPEN = """
            l.token_hash = :hash and l.used_at is null and l.expires_at > app_now()
            and (l.purpose = 'SET_UP' and not exists (select from app_user)
                 or exists (select from app_user u where u.id = l.user_id and u.disabled_at is null))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    OneTimeLinkRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new link closes the earlier ones of the same person. */
    void add(LinkPurpose purpose, @Nullable Long userId, String tokenHash) {
        jdbc.sql("""
                        update one_time_link set expires_at = app_now()
                        where user_id is not distinct from :user and used_at is null and expires_at > app_now()
                        """).param("user", userId).update();
        Instant expiresAt = clock.instant().plus(purpose.life());
        jdbc.sql("""
                        insert into one_time_link (user_id, purpose, token_hash, expires_at)
                        values (:user, :purpose, :hash, :expires)
                        """)
                .param("user", userId)
                .param("purpose", purpose.name())
                .param("hash", tokenHash)
                .param("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    @Transactional(readOnly = true)
    @Nullable
    OpenLink open(String tokenHash) {
        return jdbc.sql("""
                        select l.purpose, l.user_id, u.email
                        from one_time_link l left join app_user u on u.id = l.user_id
                        where
                        """ + OPEN)
                .param("hash", tokenHash)
                .query(OpenLink.class)
                .optional()
                .orElse(null);
    }

    /** @return false if somebody else was quicker, or the link's time ran out */
    boolean use(String tokenHash) {
        return jdbc.sql("update one_time_link l set used_at = app_now() where " + OPEN)
                        .param("hash", tokenHash)
                        .update()
                == 1;
    }
}
