package com.circledesk.forms;

import com.circledesk.shared.BusinessRuleException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The API's counterpart of a form's key: the header {@value #HEADER}, a UUID of the caller's own. */
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    /** Of an answer to a repeat: nothing was done this time. */
    public static final String REPLAYED = "Idempotent-Replayed";

    private IdempotencyKey() {}

    public static FormKey of(@Nullable String header) {
        return FormKey.parse(header)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "Send the header Idempotency-Key: a UUID made for this one request."));
    }

    /** A reason is asked for wherever money moves. */
    public static String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > 500) {
            throw new BusinessRuleException("missing", "Give a reason of at most 500 characters.");
        }
        return reason.strip();
    }
}
