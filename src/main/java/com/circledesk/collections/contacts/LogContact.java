package com.circledesk.collections.contacts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param account its code
 * @param person of the customer, at most 100 characters
 * @param remark at most 500 characters; needed where the result is OTHER
 * @param contactedOn today or before
 * @param followUpOn later than that, or null
 */
public record LogContact(
        String account,
        Channel channel,
        String person,
        ContactResult result,
        @Nullable String remark,
        LocalDate contactedOn,
        @Nullable LocalDate followUpOn) {}
