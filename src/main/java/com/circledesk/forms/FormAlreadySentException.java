package com.circledesk.forms;

import com.circledesk.shared.BusinessRuleException;

/** The same key came with other values: whoever sends this may think that it replaces what was recorded first. */
public class FormAlreadySentException extends BusinessRuleException {
    public static final String CODE = "form-already-sent";

    FormAlreadySentException() {
        super(
                CODE,
                "This form was already sent with other values, and those were recorded. Nothing was changed this time."
                        + " Open the form afresh to send another.");
    }
}
