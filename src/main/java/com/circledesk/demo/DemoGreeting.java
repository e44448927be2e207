package com.circledesk.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells a newcomer, after the address, whom to sign in as. */
@Component
@ConditionalOnBooleanProperty("circledesk.demo")
class DemoGreeting {
    private static final Logger log = LoggerFactory.getLogger(DemoGreeting.class);

    private final JdbcClient jdbc;

    DemoGreeting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order
    void greet() {
        if (isLoaded()) {
            log.info("Demonstration circle. The password of everybody is: {}", DemoUsers.PASSWORD);
            DemoUsers.ALL.forEach(person -> log.info("  {}  ({})", person.email(), person.description()));
        }
    }

    private boolean isLoaded() {
        return jdbc.sql("select exists (select from app_user where email = :email)")
                .param("email", DemoUsers.ASHA.email())
                .query(Boolean.class)
                .single();
    }
}
