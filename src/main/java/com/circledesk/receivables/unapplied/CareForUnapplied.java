package com.circledesk.receivables.unapplied;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say who looks after money that is not applied, why it is not, or both. What is not said stays as it was.
 *
 * @param documents as {@link UnappliedRow#key()} names them
 * @param owner number of a person who sees the circles of all of them
 * @param why at most 300 characters
 */
public record CareForUnapplied(
        List<String> documents,
        @Nullable Long owner,
        @Nullable String why) {
    public static final int WHY_MAX = 300;

    public CareForUnapplied {
        documents = List.copyOf(documents);
    }
}
