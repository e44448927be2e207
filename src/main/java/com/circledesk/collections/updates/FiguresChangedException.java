package com.circledesk.collections.updates;

import com.circledesk.shared.BusinessRuleException;

/** What is in an update changed between the look and the sending. */
public class FiguresChangedException extends BusinessRuleException {
    FiguresChangedException() {
        super(
                "figures-changed",
                "Something was recorded since you looked, and the figures changed. Look at them once more, then send.");
    }
}
