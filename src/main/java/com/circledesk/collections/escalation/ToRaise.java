package com.circledesk.collections.escalation;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is to be raised, for whom, and what that person is told. @param caseId null: it opens one */
record ToRaise(
        long accountId,
        String account,
        String circle,
        @Nullable Long caseId,
        long ruleId,
        int level,
        Money amount,
        @Nullable Integer daysOverdue,
        @Nullable Integer disputeDays,
        @Nullable Integer brokenPromises,
        @Nullable Integer silentDays,
        LocalDate metOn,
        CustomerLevel customerLevel,
        String action,
        @Nullable Long person,
        Instant acknowledgeBy) {}
