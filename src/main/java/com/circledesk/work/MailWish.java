package com.circledesk.work;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants by mail, and when not.
 *
 * @param digest whether the morning mail is wanted
 * @param digestHour when, in India
 * @param kinds of notifications that come by mail at once, see {@link MailWishes#KINDS}
 * @param quietDays days of the week without mails, 1 = Monday
 * @param quietUntil no mails up to this day, or null
 */
public record MailWish(
        boolean digest,
        int digestHour,
        List<String> kinds,
        List<Integer> quietDays,
        @Nullable LocalDate quietUntil) {
    /** Of whoever said nothing. */
    public static final MailWish USUAL = new MailWish(true, 7, List.of(), List.of(), null);

    public MailWish {
        kinds = List.copyOf(kinds);
        quietDays = List.copyOf(quietDays);
    }
}
