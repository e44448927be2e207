package com.circledesk.users;

import com.circledesk.shared.NotFoundException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes passwords. Hashing is done outside of transactions, so that waiting for a place holds no connection to the
 * database.
 */
@Service
public class PasswordService {
    private final UserRepository users;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final SignInThrottle throttle;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasswordService(
            UserRepository users,
            Passwords passwords,
            PasswordPolicy policy,
            SignInThrottle throttle,
            TransactionTemplate transaction,
            Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.policy = policy;
        this.throttle = throttle;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A new password of the person's own; all sessions end.
     *
     * @return the epoch in which the session that asked may stay
     * @throws PasswordRefusedException if the old one is wrong, or the new one the same or too weak
     */
    public int change(long userId, String oldPassword, String newPassword, String address) {
        User user = read(userId);
        if (!confirms(userId, oldPassword, address)) {
            throw PasswordRefusedException.wrongOld();
        }
        if (oldPassword.equals(newPassword)) {
            throw PasswordRefusedException.unchanged();
        }
        return choose(userId, hashOf(newPassword, user.email()));
    }

    /** Whether it is the user's password, asked again before a grave step; as often as one may try to sign in. */
    public boolean confirms(long userId, String password, String address) {
        User user = read(userId);
        String account = Secrets.hash("confirmation of " + userId);
        if (throttle.waitFor(account, address).isPresent()) {
            return false;
        }
        boolean right = passwords.inTurn(() -> passwords.matches(password, user.passwordHash()));
        throttle.record(account, address, right);
        return right;
    }

    /** @throws PasswordRefusedException if the policy objects */
    String hashOf(String password, String email) {
        Optional<String> objection = policy.objectionTo(password, email);
        if (objection.isPresent()) {
            throw PasswordRefusedException.weak(objection.get());
        }
        return passwords.inTurn(() -> passwords.hash(password));
    }

    private int choose(long userId, String hash) {
        Integer epoch = transaction.execute(status -> {
            User user = users.findById(userId).orElseThrow(() -> new NotFoundException("User", userId));
            user.choosePassword(hash, clock.instant());
            return user.sessionEpoch();
        });
        return Objects.requireNonNull(epoch);
    }

    private User read(long userId) {
        return users.findById(userId).orElseThrow(() -> new NotFoundException("User", userId));
    }
}
