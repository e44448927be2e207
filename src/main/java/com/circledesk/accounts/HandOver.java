package com.circledesk.accounts;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives accounts to a manager from a day on.
 *
 * @param codes of the accounts; empty = all of the filter
 * @param manager the new manager's id; null = nobody
 */
public record HandOver(
        OwnershipFilter filter,
        List<String> codes,
        @Nullable Long manager,
        LocalDate fromOn) {
    public HandOver {
        codes = List.copyOf(codes);
    }
}
