package com.circledesk.disputes;

import com.circledesk.shared.BusinessRuleException;

/** Somebody else changed the dispute after the form was opened; nothing was recorded. */
public class DisputeChangedException extends BusinessRuleException {
    DisputeChangedException() {
        super("changed-meanwhile", "Somebody else changed this dispute meanwhile. Nothing was saved.");
    }
}
