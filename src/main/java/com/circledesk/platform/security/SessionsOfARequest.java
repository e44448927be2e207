package com.circledesk.platform.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the database for a session once in a request, where Spring Session asks before and after its work, and tells it no
 * oftener than once a minute that the session was used: reading a page writes nothing.
 *
 * @param <S> the session of the repository behind
 */
class SessionsOfARequest<S extends Session> implements SessionRepository<SessionsOfARequest.Kept<S>> {
    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final SessionRepository<S> stored;
    /** Those of the request at work on this thread by their ids; set for as long as {@link #filter()} lets it run. */
    private final ThreadLocal<@Nullable Map<String, Kept<S>>> read = new ThreadLocal<>();

    SessionsOfARequest(SessionRepository<S> stored) {
        this.stored = stored;
    }

    @Override
    public Kept<S> createSession() {
        return new Kept<>(stored.createSession());
    }

    @Override
    public void save(Kept<S> session) {
        stored.save(session.stored);
    }

    @Override
    public @Nullable Kept<S> findById(String id) {
        Map<String, Kept<S>> ofRequest = read.get();
        Kept<S> known = ofRequest == null ? null : ofRequest.get(id);
        if (known != null) {
            return known;
        }
        S session = stored.findById(id);
        if (session == null) {
            return null;
        }
        Kept<S> kept = new Kept<>(session);
        if (ofRequest != null) {
            ofRequest.put(id, kept);
        }
        return kept;
    }

    @Override
    public void deleteById(String id) {
        Map<String, Kept<S>> ofRequest = read.get();
        if (ofRequest != null) {
            ofRequest.remove(id);
        }
        stored.deleteById(id);
    }

    /** To stand in front of Spring Session's own. */
    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                read.set(new HashMap<>());
                try {
                    chain.doFilter(request, response);
                } finally {
                    read.remove();
                }
            }

            @Override
            protected boolean shouldNotFilterAsyncDispatch() {
                return false;
            }
        };
    }

    static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 30;

    /** A session whose use is noted by the minute. */
    static final class Kept<S extends Session> implements Session {
        private final S stored;

        private Kept(S stored) {
            this.stored = stored;
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (!now.isBefore(stored.getLastAccessedTime().plus(PRECISION))) {
                stored.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return stored.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return stored.getId();
        }

        @Override
        public String changeSessionId() {
            return stored.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return stored.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return stored.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            stored.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            stored.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return stored.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            stored.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return stored.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return stored.isExpired();
        }
    }
}
