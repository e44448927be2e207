package com.circledesk.users.web;

import com.circledesk.shared.BusinessRuleException;
import java.util.Map;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;

/** Puts what the service refused to the field of the form that it is about. */
final class UserFormErrors {
    private static final Map<String, String> FIELDS = Map.of(
            "bad-email", "email",
            "email-taken", "email",
            "bad-name", "fullName",
            "no-circle", "circles",
            "unknown-circle", "circles",
            "own-rights", "role");

    private UserFormErrors() {}

    /** A value that no form of ours sends (a role that does not exist) is no mistake of a person: 400, not the form again. */
    static void refuseTampered(BindingResult errors) throws BindException {
        if (errors.getTarget() == null) {
            throw new BindException(errors);
        }
    }

    static void put(BusinessRuleException refusal, BindingResult errors) {
        String message = String.valueOf(refusal.getMessage());
        String field = FIELDS.get(refusal.code());
        if (field == null) {
            errors.reject(refusal.code(), message);
        } else {
            errors.rejectValue(field, refusal.code(), message);
        }
    }
}
