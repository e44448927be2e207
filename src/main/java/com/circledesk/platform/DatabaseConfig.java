package com.circledesk.platform;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;

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
        return way(details, new Properties());
    }

    private static DataSource way(JdbcConnectionDetails details, Properties properties) {
        SimpleDriverDataSource way = DataSourceBuilder.create()
                .type(SimpleDriverDataSource.class)
                .driverClassName(details.getDriverClassName())
                .url(details.getJdbcUrl())
                .username(details.getUsername())
                .password(details.getPassword())
                .build();
        way.setConnectionProperties(properties);
        return way;
    }

    @Bean
    static BeanPostProcessor patientPool() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setDataSource(new PatientDataSource(
                            new DriverDataSource(
                                    pool.getJdbcUrl(),
                                    pool.getDriverClassName(),
                                    pool.getDataSourceProperties(),
                                    pool.getUsername(),
                                    pool.getPassword()),
                            pool::isClosed));
                }
                return bean;
            }
        };
    }

    /** Tells the migrations who signs in, so that this user may become {@code circledesk_app}. */
    @Bean
    FlywayConfigurationCustomizer appLogin(JdbcConnectionDetails details) {
        String user = details.getUsername();
        return flyway -> flyway.placeholders(java.util.Map.of("appLogin", user == null ? "" : user));
    }

    /** @param silence how long the database may leave the least question without an answer */
    @Bean
    DatabaseWatch databaseWatch(
            JdbcConnectionDetails details, @Value("${circledesk.database-silence:3s}") Duration silence) {
        String seconds = Long.toString(Math.max(1, silence.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), seconds);
        properties.setProperty(PGProperty.SOCKET_TIMEOUT.getName(), seconds);
        DataSource wayIn = way(details, properties);
        return new DatabaseWatch(wayIn::getConnection);
    }

    /** By this name Spring Session asks for it. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(
            PlatformTransactionManager transactionManager, DatabaseWatch watch) {
        return new SingleStatements(transactionManager, watch);
    }

    @Bean
    PlatformTransactionManager transactionManager(
            EntityManagerFactory entityManagerFactory,
            Clock clock,
            DatabaseWatch watch,
            @Value("${circledesk.statement-timeout:30s}") Duration statementTimeout) {
        return new ScopedTransactionManager(entityManagerFactory, clock, watch, statementTimeout);
    }
}
