package com.circledesk.shared;

import org.jspecify.annotations.Nullable;

/** The application cannot start; the message is the one sentence that says why and what to do. */
public class StartRefusedException extends RuntimeException {
    public StartRefusedException(String sentence) {
        this(sentence, null);
    }

    public StartRefusedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
