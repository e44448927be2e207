package com.circledesk.receivables.positions;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/** An account in the list with what it owes. */
public record AccountRow(
        String code,
        String customerName,
        String operator,
        String circle,
        String segment,
        boolean active,
        @Nullable String manager,
        Money outstanding,
        Money overdue,
        Money unapplied,
        Money balance) {}
