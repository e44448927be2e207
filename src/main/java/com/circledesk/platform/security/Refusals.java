package com.circledesk.platform.security;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import com.circledesk.users.SecurityEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Answers 403: a problem to the API's callers, the error page to everybody else, and a line in the audit trail. */
@Component
class Refusals implements AccessDeniedHandler {
    /** Set for the error page when a form came without its token: the page was open too long. */
    static final String STALE_FORM = "circledesk.stale-form";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Actor DOORKEEPER = new Actor(null, "anonymous", Scope.NONE, Set.of());

    private final ApiProblems problems;
    private final ApplicationEventPublisher events;

    Refusals(ApiProblems problems, ApplicationEventPublisher events) {
        this.problems = problems;
        this.events = events;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        note(request, refusal instanceof CsrfException ? "form-refused" : "access-refused");
        if (RequestPath.isApi(request)) {
            problems.forbidden(response);
            return;
        }
        request.setAttribute(STALE_FORM, refusal instanceof CsrfException);
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    private void note(HttpServletRequest request, String event) {
        CurrentUser user = UserAuthentication.current();
        try {
            ActorContext.runAs(
                    user == null ? DOORKEEPER : user.actor(),
                    () -> events.publishEvent(new SecurityEvent(
                            event,
                            user == null ? null : user.id(),
                            "%s %s".formatted(request.getMethod(), RequestPath.of(request)))));
        } catch (RuntimeException e) {
            LOG.error("A refusal could not be written to the audit trail.", e);
        }
    }
}
