package com.circledesk.users;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What letting a token in reads and leaves behind. */
@Component
@Transactional
class ApiTokenRecords {
    private final JdbcClient jdbc;

    ApiTokenRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param usedLately within the last minute, so that it need not be noted again */
    record LiveToken(long id, long userId, boolean usedLately) {}

    @Transactional(readOnly = true)
    @Nullable
    LiveToken live(String tokenHash) {
        return jdbc.sql("""
                        select id, user_id, coalesce(last_used_at > app_now() - interval '1 minute', false) as used_lately
                        from api_token
                        where token_hash = :hash and revoked_at is null
                          and (expires_at is null or expires_at > app_now())
                        """)
                .param("hash", tokenHash)
                .query(LiveToken.class)
                .optional()
                .orElse(null);
    }

    void noteUse(long tokenId) {
        jdbc.sql("update api_token set last_used_at = app_now() where id = :id")
                .param("id", tokenId)
                .update();
    }
}
