package com.circledesk.users;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds out whose an API token is. A token has its user's rights, no more and no fewer, from one moment to the next. */
@Service
public class ApiTokens {
    private final ApiTokenRecords records;
    private final UserQueries users;

    ApiTokens(ApiTokenRecords records, UserQueries users) {
        this.records = records;
        this.users = users;
    }

    /** The user of a token that is neither revoked nor expired, unless the user is disabled. */
    public Optional<CurrentUser> userOf(String token) {
        ApiTokenRecords.LiveToken live = records.live(Secrets.hash(token));
        if (live == null) {
            return Optional.empty();
        }
        Optional<CurrentUser> user = users.enabled(live.userId());
        if (user.isPresent() && !live.usedLately()) {
            ActorContext.runAs(user.get().actor(), () -> records.noteUse(live.id()));
        }
        return user;
    }
}
