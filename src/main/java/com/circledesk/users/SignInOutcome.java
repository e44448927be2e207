package com.circledesk.users;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of an attempt to sign in. Why it was refused is not told, whoever asks. */
public record SignInOutcome(
        @Nullable SignedInUser user, @Nullable Duration retryAfter) {
    static final SignInOutcome REFUSED = new SignInOutcome(null, null);

    /** @param sessionEpoch the epoch that the new session begins in */
    public record SignedInUser(long id, int sessionEpoch) {}

    static SignInOutcome accepted(long id, int sessionEpoch) {
        return new SignInOutcome(new SignedInUser(id, sessionEpoch), null);
    }

    static SignInOutcome throttled(Duration retryAfter) {
        return new SignInOutcome(null, retryAfter);
    }
}
