package com.circledesk.users.web;

import com.circledesk.circles.CircleQueries;
import com.circledesk.users.ApiTokens;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of one's own account, which several controllers show. */
@Component
class OwnAccountPage {
    /** How long a new token may be good, in days. */
    private static final List<Integer> TOKEN_DAYS = List.of(30, 90, 180, 366);

    private final CircleQueries circles;
    private final UserSessions sessions;
    private final ApiTokens tokens;

    OwnAccountPage(CircleQueries circles, UserSessions sessions, ApiTokens tokens) {
        this.circles = circles;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    String show(CurrentUser user, HttpServletRequest request, Model model) {
        model.addAttribute("circlesSeen", circles.of(user.scope().circles()));
        model.addAttribute("sessions", sessions.of(user.id(), request));
        model.addAttribute("tokens", tokens.of(user.id()));
        model.addAttribute("tokenDays", TOKEN_DAYS);
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", TokenForm.EMPTY);
        }
        return "users/account";
    }
}
