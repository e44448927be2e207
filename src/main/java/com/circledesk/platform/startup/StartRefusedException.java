package com.circledesk.platform.startup;

import org.jspecify.annotations.Nullable;

/** The application cannot start; the message is the one sentence that says why and what to do. */
class StartRefusedException extends RuntimeException {
    StartRefusedException(String sentence) {
        this(sentence, null);
    }

    StartRefusedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
