package com.circledesk.users;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What letting a token in reads and leaves behind. */
@Component
@Transactional
class ApiTokenRecords {
    private final JdbcClient jdbc;
    private final Clock clock;

    ApiTokenRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param usedLately within the last minute, so that it need not be noted again */
    record LiveToken(long id, long userId, boolean usedLately) {}

    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    @Nullable
    LiveToken live(String tokenHash) {
        return jdbc.sql("""
                        select id, user_id, coalesce(last_used_at > :now - interval '1 minute', false) as used_lately
                        from api_token
                        where token_hash = :hash and revoked_at is null
                          and (expires_at is null or expires_at > :now)
                        """)
                .param("hash", tokenHash)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(LiveToken.class)
                .optional()
                .orElse(null);
    }

    void noteUse(long tokenId) {
        jdbc.sql("update api_token set last_used_at = app_now() where id = :id")
                .param("id", tokenId)
                .update();
    }

    void add(long userId, String name, String tokenHash, int days) {
        jdbc.sql("""
                        insert into api_token (user_id, name, token_hash, expires_at)
                        values (:user, :name, :hash, app_now() + make_interval(days => :days))
                        """)
                .param("user", userId)
                .param("name", name)
                .param("hash", tokenHash)
                .param("days", days)
                .update();
    }

    /** @return false if the user has no such token */
    boolean revoke(long userId, long tokenId) {
        return jdbc.sql("""
                        update api_token set revoked_at = coalesce(revoked_at, app_now())
                        where id = :id and user_id = :user
                        """).param("id", tokenId).param("user", userId).update() == 1;
    }

    /** Those in force first, then the latest. */
    @Transactional(readOnly = true)
    List<ApiTokenRow> of(long userId) {
        return jdbc.sql("""
                        select id, name, created_at, expires_at, last_used_at, revoked_at,
                               revoked_at is null and (expires_at is null or expires_at > app_now()) as live
                        from api_token where user_id = :user
                        order by live desc, created_at desc, id desc limit 100
                        """).param("user", userId).query(ApiTokenRow.class).list();
    }
}
