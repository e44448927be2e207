package com.circledesk.platform.web;

import java.util.Collection;

/** The API refuses parameters that it does not know: a misspelt filter would silently answer something else. */
class UnknownParameterException extends RuntimeException {
    UnknownParameterException(String name, Collection<String> known) {
        super("The parameter %s is unknown here; known are: %s."
                .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }
}
