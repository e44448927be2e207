package com.circledesk.users;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.shared.NotFoundException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Tokens with which programs act as a user. A token has its user's rights, no more and no fewer, from one moment to the
 * next; only its hash is stored.
 */
@Service
public class ApiTokens {
    private static final int NAME_LENGTH_MAX = 80;
    private static final int DAYS_MAX = 366;

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

    /**
     * A new token of the user.
     *
     * @return the token, which nobody can see a second time
     */
    public String issue(long userId, String name, int days) {
        String label = name.strip();
        if (label.isEmpty() || label.length() > NAME_LENGTH_MAX) {
            throw new BusinessRuleException("bad-name", "Name the token, in at most 80 characters.");
        }
        if (days < 1 || days > DAYS_MAX) {
            throw new BusinessRuleException("bad-expiry", "A token is good for 1 to 366 days.");
        }
        String token = "cd_" + Secrets.newToken();
        records.add(userId, label, Secrets.hash(token), days);
        return token;
    }

    /** Ends a token for good; ending it again changes nothing. */
    public void revoke(long userId, long tokenId) {
        if (!records.revoke(userId, tokenId)) {
            throw new NotFoundException("Token", tokenId);
        }
    }

    public List<ApiTokenRow> of(long userId) {
        return records.of(userId);
    }
}
