package com.circledesk.platform.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Where Spring Session's own statements do not do on PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class SessionStoreConfig {
    /**
     * A form that is sent twice at once answers both with a message kept in the same session: the second to write it
     * replaces the first one's, instead of failing on its key.
     */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> attributesReplaceEachOther() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /**
     * The rows of a session are read as one session only where they follow each other, which nothing but an order
     * ensures: else a person's list of sessions lacks some, and the limit on their number does not count them.
     */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> rowsOfASessionFollowEachOther() {
        return repository -> repository.setListSessionsByPrincipalNameQuery("""
                SELECT S.PRIMARY_ID, S.SESSION_ID, S.CREATION_TIME, S.LAST_ACCESS_TIME, S.MAX_INACTIVE_INTERVAL,
                       SA.ATTRIBUTE_NAME, SA.ATTRIBUTE_BYTES
                FROM %TABLE_NAME% S
                LEFT JOIN %TABLE_NAME%_ATTRIBUTES SA ON S.PRIMARY_ID = SA.SESSION_PRIMARY_ID
                WHERE S.PRINCIPAL_NAME = ?
                ORDER BY S.PRIMARY_ID
                """);
    }
}
