package com.circledesk.platform.security;

import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.OneTimeLinks;
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
    /** Set for the error page when a form came without its token or its session: the page was open too long. */
    private static final String STALE_FORM = "circledesk.stale-form";

    /** Set besides where the form is for people who are signed in, and nobody is. */
    private static final String SIGN_IN_FIRST = "circledesk.sign-in-first";

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
        if (refusal instanceof CsrfException) {
            staleForm(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** A form that comes too late: nothing is done, and its entries come back. */
    void staleForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(STALE_FORM, true);
        request.setAttribute(SIGN_IN_FIRST, UserAuthentication.current() == null && !SecurityConfig.isOpen(request));
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
                            "%s %s"
                                    .formatted(
                                            request.getMethod(), OneTimeLinks.withoutToken(RequestPath.of(request))))));
        } catch (RuntimeException e) {
            LOG.error("A refusal could not be written to the audit trail.", e);
        }
    }
}
