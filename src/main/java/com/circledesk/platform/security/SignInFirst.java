package com.circledesk.platform.security;

import com.circledesk.users.FormTokens;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Sends a stranger to the sign-in page and remembers the page that was wanted. Who sends a form when the session is over
 * gets its entries back.
 */
@Component
class SignInFirst implements AuthenticationEntryPoint {
    private static final String LOGIN = "/login";

    private final UserSessions sessions;
    private final Refusals refusals;

    SignInFirst(UserSessions sessions, Refusals refusals) {
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if ("true".equals(request.getHeader("HX-Request"))) {
            // A fragment of a page whose session is over: the whole page has to come anew, not a form within a cell.
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        if (HttpMethod.POST.matches(request.getMethod()) && request.getRequestedSessionId() != null) {
            FormTokens.renew(request, response);
            refusals.staleForm(request, response);
            return;
        }
        if (HttpMethod.GET.matches(request.getMethod())) {
            sessions.rememberWanted(request, pathAndQuery(request));
        }
        response.sendRedirect(request.getContextPath() + LOGIN);
    }

    private static String pathAndQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return RequestPath.of(request) + (query == null ? "" : "?" + query);
    }
}
