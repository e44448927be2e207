package com.circledesk.users;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing down without ever locking a person out for good. Three brakes on failed attempts: one account from one
 * address (from the fifth failure a growing wait), one account from anywhere (a short wait between attempts), and one
 * address for whatever account (a hundred an hour). Whoever signed in to the account from the address within the day is
 * only held by the first.
 */
@Component
class SignInThrottle {
    private static final int PAIR_FAILURES_FREE = 5;
    private static final Duration PAIR_WAIT_FIRST = Duration.ofSeconds(30);
    private static final Duration PAIR_WAIT_MAX = Duration.ofMinutes(15);
    private static final int ACCOUNT_FAILURES_FREE = 30;
    private static final Duration ACCOUNT_WAIT = Duration.ofSeconds(10);
    private static final int ADDRESS_FAILURES_PER_HOUR = 100;
    private static final Duration HOUR = Duration.ofHours(1);

    private static final String HISTORY = """
            with attempt as (
                select * from login_attempt
                where (account_hash = :account or address = :address) and attempted_at > app_now() - interval '1 day'
            ), last_success as (
                select max(attempted_at) as at from attempt
                where account_hash = :account and address = :address and succeeded
            ), failure as (
                select attempted_at, account_hash = :account as of_account, address = :address as of_address
                from attempt where not succeeded
            )
            select (select at is not null from last_success) as known,
                   count(*) filter (where of_account and of_address and attempted_at > app_now() - interval '15 minutes'
                       and attempted_at > (select coalesce(at, '-infinity') from last_success)) as of_pair,
                   max(attempted_at) filter (where of_account and of_address) as last_of_pair,
                   count(*) filter (where of_account and attempted_at > app_now() - interval '15 minutes') as of_account,
                   max(attempted_at) filter (where of_account) as last_of_account,
                   count(*) filter (where of_address and attempted_at > app_now() - interval '1 hour') as of_address,
                   min(attempted_at) filter (where of_address and attempted_at > app_now() - interval '1 hour')
                       as first_of_address
            from failure
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record History(
            boolean known,
            int ofPair,
            @Nullable Instant lastOfPair,
            int ofAccount,
            @Nullable Instant lastOfAccount,
            int ofAddress,
            @Nullable Instant firstOfAddress) {

        private @Nullable Instant openAgainAt() {
            if (ofPair >= PAIR_FAILURES_FREE && lastOfPair != null) {
                return lastOfPair.plus(waitAfter(ofPair));
            }
            if (!known && ofAddress >= ADDRESS_FAILURES_PER_HOUR && firstOfAddress != null) {
                return firstOfAddress.plus(HOUR);
            }
            if (!known && ofAccount >= ACCOUNT_FAILURES_FREE && lastOfAccount != null) {
                return lastOfAccount.plus(ACCOUNT_WAIT);
            }
            return null;
        }

        private static Duration waitAfter(int failures) {
            int doublings = Math.min(failures - PAIR_FAILURES_FREE, 10);
            Duration wait = PAIR_WAIT_FIRST.multipliedBy(1L << doublings);
            return wait.compareTo(PAIR_WAIT_MAX) < 0 ? wait : PAIR_WAIT_MAX;
        }
    }

    /** How long the next attempt has to wait, if it has to. */
    @Transactional(readOnly = true)
    Optional<Duration> waitFor(String accountHash, String address) {
        History history = jdbc.sql(HISTORY)
                .param("account", accountHash)
                .param("address", address)
                .query((row, number) -> new History(
                        row.getBoolean("known"),
                        row.getInt("of_pair"),
                        instant(row.getObject("last_of_pair", OffsetDateTime.class)),
                        row.getInt("of_account"),
                        instant(row.getObject("last_of_account", OffsetDateTime.class)),
                        row.getInt("of_address"),
                        instant(row.getObject("first_of_address", OffsetDateTime.class))))
                .single();
        return Optional.ofNullable(history.openAgainAt())
                .map(moment -> Duration.between(clock.instant(), moment))
                .filter(left -> !left.isNegative() && !left.isZero());
    }

    @Transactional
    void record(String accountHash, String address, boolean succeeded) {
        jdbc.sql("insert into login_attempt (account_hash, address, succeeded) values (:account, :address, :succeeded)")
                .param("account", accountHash)
                .param("address", address)
                .param("succeeded", succeeded)
                .update();
    }

    /** Attempts are kept for a day: no brake looks further back. */
    @Transactional
    int forgetOldAttempts() {
        return jdbc.sql("delete from login_attempt where attempted_at < app_now() - interval '1 day'")
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.toInstant();
    }
}
