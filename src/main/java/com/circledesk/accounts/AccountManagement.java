package com.circledesk.accounts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who managed an account from when until when.
 *
 * @param manager null: nobody did
 * @param untilOn last day, or null: to this day
 */
public record AccountManagement(
        LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable String manager) {}
