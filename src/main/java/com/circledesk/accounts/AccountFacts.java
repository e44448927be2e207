package com.circledesk.accounts;

import org.jspecify.annotations.Nullable;

/** What an account is; what it owes is told by the receivables. */
public record AccountFacts(
        long id,
        String code,
        String customerName,
        String operator,
        String segment,
        String circle,
        String circleName,
        int paymentTermsDays,
        @Nullable String gstin,
        @Nullable String pan,
        @Nullable String tan,
        boolean publicSector,
        boolean active,
        @Nullable String manager,
        @Nullable String managerEmail) {}
