package com.circledesk.platform;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Two ways into one database: migrations run as the owner of the schema, everything else after
 * {@code set role circledesk_app}, which owns nothing (the pool's first statement on each connection).
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfig {
    /** The owner's way in, unless {@code spring.flyway.user} names another owner. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    @ConditionalOnProperty(name = "spring.flyway.user", matchIfMissing = true, havingValue = "<unset>")
    DataSource ownerDataSource(JdbcConnectionDetails details) {
        return DataSourceBuilder.create()
                .type(SimpleDriverDataSource.class)
                .driverClassName(details.getDriverClassName())
                .url(details.getJdbcUrl())
                .username(details.getUsername())
                .password(details.getPassword())
                .build();
    }

    /** Tells the migrations who signs in, so that this user may become {@code circledesk_app}. */
    @Bean
    FlywayConfigurationCustomizer appLogin(JdbcConnectionDetails details) {
        String user = details.getUsername();
        return flyway -> flyway.placeholders(java.util.Map.of("appLogin", user == null ? "" : user));
    }

    @Bean
    PlatformTransactionManager transactionManager(
            EntityManagerFactory entityManagerFactory,
            Clock clock,
            @Value("${circledesk.statement-timeout:30s}") java.time.Duration statementTimeout) {
        return new ScopedTransactionManager(entityManagerFactory, clock, statementTimeout);
    }
}
