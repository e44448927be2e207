package com.circledesk.platform.security;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names the actor for the length of the request: the database learns from it whose circles to show, the log by the
 * person's number who asked.
 */
class ActorFilter extends OncePerRequestFilter {
    static final String REQUEST_ID = "requestId";
    private static final String USER = "user";
    private static final Actor NOBODY = new Actor(null, "anonymous", Scope.NONE, Set.of());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CurrentUser user = UserAuthentication.current();
        ActorContext.set(user == null ? NOBODY : user.actor(), MDC.get(REQUEST_ID));
        if (user != null) {
            MDC.put(USER, Long.toString(user.id()));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            ActorContext.clear();
            MDC.remove(USER);
        }
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
