package com.circledesk.platform.security;

import com.circledesk.users.Access;
import com.circledesk.users.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Asks every handler what it requires and refuses who has it not. A handler that says nothing is refused to everybody, so
 * that a forgotten annotation is found by the first test instead of by the first stranger.
 */
@Component
class RightsInterceptor implements HandlerInterceptor {
    private static final String PASSWORD_PAGE = "/account/password";
    private static final Set<String> OPEN_BEFORE_PASSWORD_CHANGE = Set.of(PASSWORD_PAGE, "/logout");

    private final Refusals refusals;

    RightsInterceptor(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (handler instanceof ResourceHttpRequestHandler) {
            return true;
        }
        CurrentUser user = UserAuthentication.current();
        Access access = handler instanceof HandlerMethod method ? Access.of(method) : Access.NONE;
        if (!access.allows(user)) {
            refusals.handle(request, response, new AccessDeniedException("A right is missing."));
            return false;
        }
        if (user != null && user.mustChangePassword() && !isOpenBeforePasswordChange(request, access)) {
            response.sendRedirect(request.getContextPath() + PASSWORD_PAGE);
            return false;
        }
        return true;
    }

    /** A token is no password: it works at once, whatever becomes of the password. */
    private static boolean isOpenBeforePasswordChange(HttpServletRequest request, Access access) {
        return access.kind() == Access.Kind.PUBLIC
                || RequestPath.isApi(request)
                || OPEN_BEFORE_PASSWORD_CHANGE.contains(RequestPath.of(request));
    }
}
