package com.circledesk.users;

import static com.circledesk.support.Cast.ALICE;
import static com.circledesk.support.Cast.BOB;
import static com.circledesk.support.Cast.FARAH;
import static org.assertj.core.api.Assertions.assertThat;

import com.circledesk.support.Cast;
import com.circledesk.support.IntegrationTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How long a sign-in takes tells nothing about the account: whatever becomes of it, exactly one hash is computed. */
@IntegrationTest
class EqualEffortTests {
    private final Counting counting = new Counting();

    @Autowired
    private SignInThrottle throttle;

    @Autowired
    private SignInRecords records;

    @Autowired
    private Cast cast;

    private @Nullable SignIn signIn;

    @BeforeEach
    void aDoorThatCounts() {
        signIn = new SignIn(throttle, records, new Passwords(counting));
        counting.hashes.set(0);
        cast.id(ALICE);
        cast.change("update app_user set disabled_at = app_now() where id = " + cast.id(BOB));
        cast.change("update app_user set password_hash = null where id = " + cast.id(FARAH));
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown account, nobody@example.test, not the password",
        "a known one, alice@example.test, not the password",
        "a known one and the right password, alice@example.test, " + Cast.PASSWORD,
        "a disabled one and the right password, bob@example.test, " + Cast.PASSWORD,
        "an invited one without a password, farah@example.test, not the password",
        "no mail address at all, '', ''",
    })
    void exactlyOneHashFor(String who, String email, String password) {
        attempt(email, password);
        assertThat(counting.hashes).as(who).hasValue(1);
    }

    @Test
    void aPasswordThatIsTooLongCostsTheSameForAll() {
        attempt(ALICE.email(), "x".repeat(129));
        attempt("nobody@example.test", "x".repeat(129));
        assertThat(counting.hashes).hasValue(2);
    }

    private void attempt(String email, String password) {
        if (signIn != null) {
            signIn.attempt(email, password, "203.0.113.7");
        }
    }

    private static final class Counting implements PasswordEncoder {
        private final PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19456, 2);
        private final AtomicInteger hashes = new AtomicInteger();

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            hashes.incrementAndGet();
            return argon2.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            hashes.incrementAndGet();
            return argon2.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return argon2.upgradeEncoding(hash);
        }
    }
}
