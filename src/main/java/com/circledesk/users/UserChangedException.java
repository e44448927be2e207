package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;

/** Somebody else changed the user after the form was opened; nothing was recorded. */
public class UserChangedException extends BusinessRuleException {
    UserChangedException() {
        super("changed-meanwhile", "Somebody else changed this user meanwhile. Nothing was saved.");
    }
}
