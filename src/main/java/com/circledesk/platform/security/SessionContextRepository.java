package com.circledesk.platform.security;

import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads the user of a session afresh from the database for every request, so that a person who was disabled or lost a
 * circle has lost it with the next click. Nothing of a user is kept in the session but the id.
 */
class SessionContextRepository implements SecurityContextRepository {
    private final UserSessions sessions;

    SessionContextRepository(UserSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(SingletonSupplier.of(() -> load(request)));
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return load(holder.getRequest());
    }

    /** Sessions begin with the sign-in, nowhere else. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    private SecurityContext load(HttpServletRequest request) {
        return sessions.userOf(request)
                .<SecurityContext>map(user -> new SecurityContextImpl(new UserAuthentication(user)))
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    private record Deferred(Supplier<SecurityContext> context) implements DeferredSecurityContext {
        @Override
        public SecurityContext get() {
            return context.get();
        }

        @Override
        public boolean isGenerated() {
            return false;
        }
    }
}
