package com.circledesk.exports;

import org.jspecify.annotations.Nullable;

/** Which kind of file somebody asks for. @param format as in the address */
public record FileWish(@Nullable String format) {
    /** CSV where none of those that there are is named. */
    public ExportFormat kind() {
        for (ExportFormat kind : ExportFormat.values()) {
            if (kind.parameter().equals(format)) {
                return kind;
            }
        }
        return ExportFormat.CSV;
    }
}
