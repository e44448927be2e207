package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;

/** The password cannot be set; the message says why, in a sentence for the person. */
public class PasswordRefusedException extends BusinessRuleException {
    PasswordRefusedException(String code, String message) {
        super(code, message);
    }

    static PasswordRefusedException weak(String objection) {
        return new PasswordRefusedException("weak-password", objection);
    }

    static PasswordRefusedException wrongOld() {
        return new PasswordRefusedException("wrong-password", "The present password is not right.");
    }

    static PasswordRefusedException unchanged() {
        return new PasswordRefusedException("same-password", "The new password is the same as the present one.");
    }
}
