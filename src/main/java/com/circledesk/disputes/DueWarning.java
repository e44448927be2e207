package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A dispute whose people are to be told how far its clock is.
 *
 * @param level the highest of the clock's warning days that is over
 * @param day of the clock, counted from its oldest invoice
 * @param dueOn until when it should move: the next warning, or the end of its window
 * @param told whose it is: the owner, or the head where nobody (any more) owns it
 * @param head of the circle, where the head is to be told besides; else null
 */
record DueWarning(
        long id,
        String ref,
        long accountId,
        String account,
        String circle,
        Money disputed,
        int level,
        int day,
        LocalDate closesOn,
        LocalDate dueOn,
        long told,
        @Nullable Long head) {

    String key(String recipient) {
        return "note-clock:%d:%d:%s".formatted(id, level, recipient);
    }
}
