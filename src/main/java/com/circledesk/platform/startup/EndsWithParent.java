package com.circledesk.platform.startup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Started by the build ({@code spring-boot:run}), the application ends when the build does, also when that one is
 * killed: otherwise it would hold the port and the data directory unseen.
 */
@Component
@ConditionalOnBooleanProperty("circledesk.ends-with-parent")
class EndsWithParent {
    EndsWithParent(ConfigurableApplicationContext context) {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(SpringApplication.exit(context))));
    }
}
