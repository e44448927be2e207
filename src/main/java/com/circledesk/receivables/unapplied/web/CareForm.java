package com.circledesk.receivables.unapplied.web;

import com.circledesk.receivables.unapplied.CareForUnapplied;
import com.circledesk.shared.BusinessRuleException;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the ticked.
 *
 * @param document ticked rows
 * @param owner number of a person, or empty
 */
record CareForm(
        String @Nullable [] document,
        @Nullable String owner,
        @Nullable @Size(max = CareForUnapplied.WHY_MAX) String why) {
    static final CareForm EMPTY = new CareForm(null, null, null);

    private static final int ID_DIGITS_MAX = 18;

    List<String> documents() {
        return document == null ? List.of() : List.of(document);
    }

    public boolean has(String key) {
        return documents().contains(key);
    }

    CareForUnapplied asked() {
        String person = owner == null ? "" : owner.strip();
        if (!person.isEmpty() && !person.matches("\\d{1,%d}".formatted(ID_DIGITS_MAX))) {
            throw new BusinessRuleException("bad-choice", "Choose a person of the list.");
        }
        return new CareForUnapplied(documents(), person.isEmpty() ? null : Long.valueOf(person), why);
    }
}
