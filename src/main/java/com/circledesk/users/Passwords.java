package com.circledesk.users;

import java.text.Normalizer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with argon2id: 19 MiB, two passes, one lane, 16 bytes of salt, 32 of hash. Passwords are compared in
 * Unicode form NFC, so that one typed on another keyboard is the same. At most two hashes are computed at a time: a storm
 * of sign-ins waits in line and leaves the processors to the pages.
 */
@Component
class Passwords {
    static final int LENGTH_MAX = 128;
    private static final int HASHES_AT_ONCE = 2;
    private static final String CURRENT = "argon2@CircleDesk";

    private final PasswordEncoder encoder;
    private final Semaphore places = new Semaphore(HASHES_AT_ONCE, true);
    private final String nobodysHash;

    Passwords() {
        this(new Argon2PasswordEncoder(16, 32, 1, 19456, 2));
    }

    Passwords(PasswordEncoder argon2) {
        encoder = new DelegatingPasswordEncoder(CURRENT, Map.of(CURRENT, argon2));
        nobodysHash = Objects.requireNonNull(encoder.encode(Secrets.newToken()));
    }

    /** Does the work, which hashes, when one of the two places is free. Not to be nested. */
    <T> T inTurn(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    String hash(String password) {
        return Objects.requireNonNull(encoder.encode(normalised(password)));
    }

    /** Computes one hash, whether there is one to compare with or not, and whatever the password is. */
    boolean matches(String password, @Nullable String hash) {
        boolean possible = !password.isEmpty() && lengthOf(password) <= LENGTH_MAX;
        String compared = possible ? normalised(password) : "impossible";
        String with = possible && hash != null ? hash : nobodysHash;
        return encoder.matches(compared, with) && with.equals(hash);
    }

    /** Whether the hash was made with other parameters than those in use now. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** In characters as a person counts them, so that no script has shorter passwords than another. */
    static int lengthOf(String password) {
        return password.codePointCount(0, password.length());
    }

    private static String normalised(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
