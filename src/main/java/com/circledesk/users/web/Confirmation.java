package com.circledesk.users.web;

import com.circledesk.shared.Texts;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.PasswordService;
import com.circledesk.users.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/**
 * Before rights are granted or handed out, whoever sits there gives the own password again, unless that was done within
 * the last minutes: a desk left open is no administrator.
 */
@Component("confirmation")
class Confirmation {
    private final PasswordService passwords;
    private final UserSessions sessions;
    private final HttpServletRequest current;
    private final Texts texts;

    /** @param current the request being served, for templates that ask whether the password is needed */
    Confirmation(PasswordService passwords, UserSessions sessions, HttpServletRequest current, Texts texts) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.current = current;
        this.texts = texts;
    }

    /** Whether a form has to ask for the password. */
    public boolean isNeeded() {
        return !sessions.isConfirmed(current);
    }

    boolean given(@Nullable String password, CurrentUser user, HttpServletRequest request) {
        if (sessions.isConfirmed(request)) {
            return true;
        }
        if (password == null
                || password.isEmpty()
                || !passwords.confirms(user.id(), password, request.getRemoteAddr())) {
            return false;
        }
        sessions.confirm(request);
        return true;
    }

    /** Last of all checks of a form: a wrong password is only counted when the rest is in order. */
    void check(@Nullable String password, BindingResult errors, CurrentUser user, HttpServletRequest request) {
        if (!errors.hasErrors() && !given(password, user, request)) {
            errors.rejectValue("password", "wrong-password", texts.get("users.confirm.wrong"));
        }
    }
}
