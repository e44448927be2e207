package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;

/** A change to a user is refused; nothing was recorded. */
public class UserRefusedException extends BusinessRuleException {
    private UserRefusedException(String code, String message) {
        super(code, message);
    }

    static UserRefusedException emailTaken() {
        return new UserRefusedException("email-taken", "Another user has this mail address.");
    }

    static UserRefusedException noCircle() {
        return new UserRefusedException("no-circle", "Choose at least one circle, or all of them.");
    }

    static UserRefusedException unknownCircle() {
        return new UserRefusedException("unknown-circle", "One of the circles does not exist.");
    }

    static UserRefusedException ownRights() {
        return new UserRefusedException(
                "own-rights",
                "Nobody changes the own role or circles, or disables the own account. Ask another administrator.");
    }

    static UserRefusedException disabled() {
        return new UserRefusedException("disabled", "The user is disabled. Enable the account first.");
    }
}
