package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.StartRefusedException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Creates the first administrator from the environment, once: while there are no users. Runs before the demonstration
 * circle is loaded.
 */
@Component
@Order(10)
class BootstrapAdministrator implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdministrator.class);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32,128}");

    private final BootstrapProperties properties;
    private final FirstUser firstUser;
    private final Passwords passwords;

    BootstrapAdministrator(BootstrapProperties properties, FirstUser firstUser, Passwords passwords) {
        this.properties = properties;
        this.firstUser = firstUser;
        this.passwords = passwords;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (firstUser.exists() || properties.areUnset()) {
            return;
        }
        EmailAddress email = email();
        String password = password();
        @Nullable String token = token();
        String hash = passwords.inTurn(() -> passwords.hash(password));
        if (firstUser.create(email, hash, token)) {
            LOG.info("The first administrator was created; the password has to be changed at the first sign-in.");
        }
    }

    private EmailAddress email() {
        try {
            return new EmailAddress(Objects.requireNonNullElse(properties.email(), ""));
        } catch (BusinessRuleException e) {
            throw new StartRefusedException(
                    "CIRCLEDESK_BOOTSTRAP_ADMIN_EMAIL must be the mail address of the first administrator.", e);
        }
    }

    /** Not held against the policy: it is lent, and changed at the first sign-in. */
    private String password() {
        String password = properties.password();
        if (password == null || Passwords.lengthOf(password) > Passwords.LENGTH_MAX) {
            throw new StartRefusedException(
                    "CIRCLEDESK_BOOTSTRAP_ADMIN_PASSWORD must hold the first administrator's password, 1 to %d characters."
                            .formatted(Passwords.LENGTH_MAX));
        }
        return password;
    }

    private @Nullable String token() {
        String token = properties.token();
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new StartRefusedException(
                    "CIRCLEDESK_BOOTSTRAP_ADMIN_TOKEN must be 32 to 128 characters of A-Z, a-z, 0-9, - and _.");
        }
        return token;
    }
}
