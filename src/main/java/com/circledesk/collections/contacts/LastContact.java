package com.circledesk.collections.contacts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When an account was last spoken to.
 *
 * @param answeredOn when somebody of the customer was last reached; null: never
 * @param followUpOn what the last contact says
 */
public record LastContact(
        long accountId,
        LocalDate contactedOn,
        String person,
        @Nullable LocalDate followUpOn,
        @Nullable LocalDate answeredOn) {}
