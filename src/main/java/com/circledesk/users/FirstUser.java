package com.circledesk.users;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The way into an empty house. Two instances that start at the same moment make one first user between them. */
@Component
class FirstUser {
    private static final Actor BOOTSTRAP = Actor.system("bootstrap", Scope.NONE);

    private final JdbcClient jdbc;
    private final UserRepository users;
    private final TransactionTemplate transaction;

    FirstUser(JdbcClient jdbc, UserRepository users, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.users = users;
        this.transaction = transaction;
    }

    boolean exists() {
        return users.count() > 0;
    }

    /** @return false if somebody was there before */
    boolean create(EmailAddress email, String passwordHash, @Nullable String token) {
        return whileEmpty(() -> {
                    User user = new User(email, new PersonName("Administrator"), Role.ADMINISTRATOR, Reach.ALL);
                    user.lendPassword(passwordHash);
                    long id = users.saveAndFlush(user).id();
                    if (token != null) {
                        jdbc.sql("insert into api_token (user_id, name, token_hash) values (:user, 'bootstrap', :hash)")
                                .param("user", id)
                                .param("hash", Secrets.hash(token))
                                .update();
                    }
                    return id;
                })
                .isPresent();
    }

    /** Does the work alone, in one transaction, if there is still no user. */
    <T> Optional<T> whileEmpty(Supplier<T> work) {
        Optional<T> done = ActorContext.callAs(
                BOOTSTRAP,
                null,
                () -> transaction.execute(status -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtext('circledesk first user'))")
                            .query((row, number) -> number)
                            .list();
                    return exists() ? Optional.<T>empty() : Optional.of(work.get());
                }));
        return Objects.requireNonNull(done);
    }
}
