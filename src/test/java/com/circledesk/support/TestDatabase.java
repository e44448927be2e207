package com.circledesk.support;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The tests' PostgreSQL: {@code TEST_DATABASE_URL} with its user and password, if given. */
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        @Nullable String url = System.getenv("TEST_DATABASE_URL");
        TestPropertyValues.of(
                        "spring.datasource.url=" + Objects.requireNonNull(url, "TEST_DATABASE_URL"),
                        "spring.datasource.username="
                                + System.getenv().getOrDefault("TEST_DATABASE_USERNAME", "postgres"),
                        "spring.datasource.password="
                                + System.getenv().getOrDefault("TEST_DATABASE_PASSWORD", "postgres"))
                .applyTo(context);
    }
}
