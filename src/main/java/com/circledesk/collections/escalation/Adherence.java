package com.circledesk.collections.escalation;

import org.jspecify.annotations.Nullable;

/**
 * How well the matrix was kept to: of the levels raised whose clock has run out or that were acknowledged.
 *
 * @param level null: all
 * @param person null: all, or nobody was told
 * @param judged a case that ended before the clock ran out is not judged
 * @param raised on time: by the day after its row was met
 * @param acknowledged on time
 * @param both of them
 */
public record Adherence(
        @Nullable Integer level,
        @Nullable Long personId,
        @Nullable String person,
        long judged,
        long raised,
        long acknowledged,
        long both) {}
