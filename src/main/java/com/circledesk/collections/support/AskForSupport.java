package com.circledesk.collections.support;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * @param account its code
 * @param subject what is needed, at most 120 characters
 * @param unblocks what is paid once it is done
 * @param owner number of who is asked
 * @param dueOn when it is needed
 */
public record AskForSupport(
        String account,
        Desk desk,
        String subject,
        @Nullable String details,
        Money unblocks,
        long owner,
        LocalDate dueOn) {}
