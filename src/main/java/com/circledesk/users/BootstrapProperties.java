package com.circledesk.users;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The first administrator, from {@code CIRCLEDESK_BOOTSTRAP_ADMIN_EMAIL}, {@code _PASSWORD} and {@code _TOKEN}. */
@ConfigurationProperties("circledesk.bootstrap.admin")
record BootstrapProperties(
        @Nullable String email,
        @Nullable String password,
        @Nullable String token) {
    BootstrapProperties {
        email = blankToNull(email);
        password = blankToNull(password);
        token = blankToNull(token);
    }

    boolean areUnset() {
        return email == null && password == null && token == null;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
