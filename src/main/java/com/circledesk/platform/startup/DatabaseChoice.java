package com.circledesk.platform.startup;

import com.circledesk.shared.StartRefusedException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * An external database where {@code spring.datasource.url} names one, else the embedded one where its program is on the
 * class path (not in the packaged jar), else a sentence. The demonstration circle is the embedded database's default.
 */
class DatabaseChoice implements EnvironmentPostProcessor {
    private static final String EMBEDDED = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean external = external(environment);
        if (!external && !ClassUtils.isPresent(EMBEDDED, application.getClassLoader())) {
            throw new StartRefusedException("No database is set: give SPRING_DATASOURCE_URL (jdbc:postgresql://…, 15 or"
                    + " newer), SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, or run ./mvnw spring-boot:run"
                    + " for a database that comes along.");
        }
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("databaseChoice", Map.of("circledesk.demo", !external)));
    }

    private static boolean external(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    /** Matches where no external database is named. */
    static class NoneNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !external(context.getEnvironment());
        }
    }
}
