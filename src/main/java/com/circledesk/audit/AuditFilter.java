package com.circledesk.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the trail are wanted; null = any.
 *
 * @param actor part of the mail address, or of {@code system:…}
 * @param subject table or name of an event
 * @param key of the row, for example a user's id
 * @param circle lines about this circle
 * @param from first day, in India
 * @param to last day, in India
 * @param text anywhere in the key, the remark or the values
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String subject,
        @Nullable String key,
        @Nullable AuditAction action,
        @Nullable String circle,
        LocalDate from,
        LocalDate to,
        @Nullable String text) {}
