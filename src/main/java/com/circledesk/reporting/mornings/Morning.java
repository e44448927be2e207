package com.circledesk.reporting.mornings;

import com.circledesk.receivables.BookFilter;
import com.circledesk.users.CurrentUser;
import com.circledesk.users.Scope;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Whose morning it is.
 *
 * @param since what happened after this is news
 * @param book the person's own accounts; everything in scope of whoever manages none
 */
record Morning(CurrentUser person, LocalDate day, Instant since, BookFilter book) {
    Scope scope() {
        return person.scope();
    }
}
