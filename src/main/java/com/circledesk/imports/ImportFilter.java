package com.circledesk.imports;

import java.util.List;

/** What a list of imports is narrowed to; empty = all. */
public record ImportFilter(List<String> kinds, List<ImportStatus> statuses) {
    public static final ImportFilter ALL = new ImportFilter(List.of(), List.of());

    public ImportFilter {
        kinds = List.copyOf(kinds);
        statuses = List.copyOf(statuses);
    }
}
