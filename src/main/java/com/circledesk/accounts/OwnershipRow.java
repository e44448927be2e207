package com.circledesk.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who manages an account today, and who will from a later day on.
 *
 * @param manager null: nobody
 * @param nextFromOn null: no hand-over is planned
 */
public record OwnershipRow(
        String code,
        String customer,
        String operator,
        String circle,
        @Nullable String manager,
        @Nullable LocalDate fromOn,
        @Nullable String nextManager,
        @Nullable LocalDate nextFromOn) {}
