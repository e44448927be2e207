package com.circledesk.users;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Signing in with mail address and password. Known and unknown accounts get the same answer in the same time; nothing
 * but the outcome is told.
 */
@Service
public class SignIn {
    private static final Actor DOORKEEPER = Actor.system("sign-in", Scope.NONE);

    private final SignInThrottle throttle;
    private final SignInRecords records;
    private final Passwords passwords;

    SignIn(SignInThrottle throttle, SignInRecords records, Passwords passwords) {
        this.throttle = throttle;
        this.records = records;
        this.passwords = passwords;
    }

    public SignInOutcome attempt(String email, String password, String address) {
        String account = Secrets.hash(email.strip().toLowerCase(Locale.ROOT));
        return ActorContext.callAs(DOORKEEPER, ActorContext.now(), () -> {
            Optional<Duration> wait = throttle.waitFor(account, address);
            return wait.isPresent()
                    ? throttled(email, address, wait.get())
                    : passwords.inTurn(() -> check(account, email, password, address));
        });
    }

    /** Asks the throttle again: whoever waited in line may have used up the attempts meanwhile. */
    private SignInOutcome check(String account, String email, String password, String address) {
        Optional<Duration> wait = throttle.waitFor(account, address);
        if (wait.isPresent()) {
            return throttled(email, address, wait.get());
        }
        SignInRecords.@Nullable Credentials credentials = records.of(email);
        boolean right = passwords.matches(password, credentials == null ? null : credentials.passwordHash());
        if (!right || credentials == null || credentials.disabled()) {
            throttle.record(account, address, false);
            records.note("sign-in-failed", credentials == null ? null : credentials.userId(), "from " + address);
            return SignInOutcome.REFUSED;
        }
        throttle.record(account, address, true);
        String hash = credentials.passwordHash();
        String renewedHash = hash != null && passwords.isOutdated(hash) ? passwords.hash(password) : null;
        ActorContext.runAs(
                credentials.actor(), () -> records.signedIn(credentials.userId(), renewedHash, "from " + address));
        return SignInOutcome.accepted(credentials.userId(), credentials.sessionEpoch());
    }

    private SignInOutcome throttled(String email, String address, Duration wait) {
        SignInRecords.@Nullable Credentials credentials = records.of(email);
        records.note("sign-in-throttled", credentials == null ? null : credentials.userId(), "from " + address);
        return SignInOutcome.throttled(wait);
    }
}
