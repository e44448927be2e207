package com.circledesk.platform.security;

import com.circledesk.users.UserSessions;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.JdbcHttpSessionConfiguration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sessions in the database; and where Spring Session's own ways do not do here. */
@Configuration(proxyBeanMethods = false)
@Import(JdbcHttpSessionConfiguration.class)
class SessionStoreConfig {
    /** The one that requests go through. */
    @Bean
    @Primary
    SessionsOfARequest<? extends Session> sessionsOfARequest(JdbcIndexedSessionRepository stored) {
        return new SessionsOfARequest<>(stored);
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> sessionsAreReadOnce(SessionsOfARequest<? extends Session> sessions) {
        FilterRegistrationBean<OncePerRequestFilter> filter = new FilterRegistrationBean<>(sessions.filter());
        filter.setOrder(SessionsOfARequest.FILTER_ORDER);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC));
        return filter;
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsEndWhenIdle() {
        return repository -> repository.setDefaultMaxInactiveInterval(UserSessions.IDLE_MAX);
    }

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
