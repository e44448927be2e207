package com.circledesk.reporting.web;

import com.circledesk.receivables.BookFilter;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;

/**
 * Whose home is shown.
 *
 * @param userId of the manager
 * @param email of the manager
 * @param own codes of the manager's accounts; none: everything in scope is shown
 * @param scope circles that are looked at
 * @param book the own accounts, or all
 */
record Desk(long userId, String email, List<String> own, Scope scope, BookFilter book, LocalDate asOf) {
    Desk {
        own = List.copyOf(own);
    }

    boolean isOfAll() {
        return own.isEmpty();
    }
}
