package com.circledesk.collections.letters;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A letter that was written. @param sentTo mail address; null: taken along as a PDF */
public record SentLetter(
        long id,
        String account,
        String subject,
        LocalDate asOf,
        Money amount,
        @Nullable String sentTo,
        Instant recordedAt,
        String recordedBy) {
    public String ref() {
        return "L-" + id;
    }
}
