package com.circledesk.disputes;

import com.circledesk.shared.BusinessRuleException;

/** The dispute is not where this could be done; perhaps somebody else was quicker. */
public class WrongStateException extends BusinessRuleException {
    WrongStateException(String sentence) {
        super("wrong-state", sentence);
    }
}
