package com.circledesk.collections.contacts;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A contact with an account.
 *
 * @param latest whether it is the account's last, so that its follow-up counts
 * @param by who wrote it down: a mail address, or a system's name
 */
public record ContactRow(
        long id,
        String account,
        String customerName,
        String circle,
        Channel channel,
        String person,
        ContactResult result,
        @Nullable String remark,
        LocalDate contactedOn,
        @Nullable LocalDate followUpOn,
        boolean latest,
        Instant recordedAt,
        String by) {}
