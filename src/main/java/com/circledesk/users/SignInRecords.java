package com.circledesk.users;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What signing in reads and leaves behind. */
@Component
@Transactional
class SignInRecords {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    SignInRecords(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    record Credentials(long userId, String email, @Nullable String passwordHash, boolean disabled, int sessionEpoch) {
        Actor actor() {
            return new Actor(userId, email, Scope.NONE, java.util.Set.of());
        }
    }

    @Transactional(readOnly = true)
    @Nullable
    Credentials of(String email) {
        return jdbc.sql("""
                        select id as user_id, email, password_hash, disabled_at is not null as disabled, session_epoch
                        from app_user where lower(email) = lower(:email)
                        """)
                .param("email", email.strip().replace("\0", ""))
                .query(Credentials.class)
                .optional()
                .orElse(null);
    }

    void signedIn(long userId, @Nullable String renewedHash, String remark) {
        jdbc.sql("""
                        update app_user
                        set last_login_at = app_now(), password_hash = coalesce(:hash, password_hash)
                        where id = :id
                        """).param("hash", renewedHash).param("id", userId).update();
        note("sign-in", userId, remark);
    }

    void note(String event, @Nullable Long userId, String remark) {
        events.publishEvent(new SecurityEvent(event, userId, remark));
    }
}
