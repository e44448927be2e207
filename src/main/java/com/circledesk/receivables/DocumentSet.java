package com.circledesk.receivables;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that are posted together: all of an import, or these. Exactly one of the two is given. */
public record DocumentSet(@Nullable Long importId, List<Long> ids) {
    public DocumentSet {
        ids = List.copyOf(ids);
        if ((importId == null) == ids.isEmpty()) {
            throw new IllegalArgumentException("Either an import or some documents.");
        }
    }

    public static DocumentSet ofImport(long importId) {
        return new DocumentSet(importId, List.of());
    }

    public static DocumentSet of(Collection<Long> ids) {
        return new DocumentSet(null, List.copyOf(ids));
    }

    public static DocumentSet of(long id) {
        return new DocumentSet(null, List.of(id));
    }
}
