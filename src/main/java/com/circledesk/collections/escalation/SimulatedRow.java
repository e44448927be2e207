package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/** Who would be told what. @param person null: nobody has the role in this circle */
public record SimulatedRow(
        String account,
        String customerName,
        String circle,
        int level,
        OurRole ourRole,
        @Nullable String person,
        CustomerLevel customerLevel,
        String action,
        Money amount,
        @Nullable Integer daysOverdue,
        @Nullable Integer disputeDays,
        @Nullable Integer brokenPromises,
        @Nullable Integer silentDays) {}
