package com.circledesk.collections.updates;

import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One part of what is said of accounts; reads those of all accounts at once. */
interface StatusPart {
    /** By account, those that have something to say. */
    Map<Long, List<StatusItem>> read(Collection<Long> accounts, LocalDate asOf, Scope scope);
}
