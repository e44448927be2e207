package com.circledesk.users;

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
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

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
        String email = properties.email();
        if (firstUser.exists()) {
            return;
        }
        check(email, properties.password(), properties.token());
        String password = properties.password();
        if (email == null || password == null) {
            return;
        }
        String hash = passwords.inTurn(() -> passwords.hash(password));
        if (firstUser.create(email, hash, properties.token())) {
            LOG.info("The first administrator was created; the password has to be changed at the first sign-in.");
        }
    }

    private static void check(@Nullable String email, @Nullable String password, @Nullable String token) {
        if (email == null && password == null && token == null) {
            return;
        }
        if (email == null || password == null) {
            throw new IllegalStateException("CIRCLEDESK_BOOTSTRAP_ADMIN_EMAIL and CIRCLEDESK_BOOTSTRAP_ADMIN_PASSWORD"
                    + " are needed together, to create the first administrator.");
        }
        if (!EMAIL.matcher(email).matches() || email.length() > 254) {
            throw new IllegalStateException("CIRCLEDESK_BOOTSTRAP_ADMIN_EMAIL is not a mail address.");
        }
        if (Passwords.lengthOf(password) > Passwords.LENGTH_MAX) {
            throw new IllegalStateException("CIRCLEDESK_BOOTSTRAP_ADMIN_PASSWORD may have at most %d characters."
                    .formatted(Passwords.LENGTH_MAX));
        }
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw new IllegalStateException(
                    "CIRCLEDESK_BOOTSTRAP_ADMIN_TOKEN must be 32 to 128 characters of A-Z, a-z, 0-9, - and _.");
        }
    }
}
