package com.circledesk.platform.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * A form that is sent twice at once answers both with a message kept in the same session: the second to write it
 * replaces the first one's, instead of failing on its key.
 */
@Configuration(proxyBeanMethods = false)
class SessionStoreConfig {
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> attributesReplaceEachOther() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
