package com.circledesk.receivables.views;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The views that somebody finds above a list.
 *
 * @param open the one the list was opened with, or null
 * @param query what would be saved now
 */
public record ViewChoice(
        ViewPage page, List<SavedView> views, @Nullable SavedView open, String query) {
    public ViewChoice {
        views = List.copyOf(views);
    }

    /** Whether the filters are no longer those of the view. */
    public boolean isChanged() {
        return open != null && !open.query().equals(query);
    }
}
