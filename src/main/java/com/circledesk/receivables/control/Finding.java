package com.circledesk.receivables.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param differences how many places there are where it does not hold
 * @param examples the first of them
 */
public record Finding(long differences, List<Difference> examples) {
    public Finding {
        examples = List.copyOf(examples);
    }

    /** @param circle null: it is about the database itself */
    public record Difference(@Nullable String circle, String subject, String detail) {}
}
