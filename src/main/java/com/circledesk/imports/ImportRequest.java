package com.circledesk.imports;

import com.circledesk.shared.FileNames;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody sends.
 *
 * @param commit whether to record it if it has no faults, or only to check it
 * @param partial whether to record the rows without faults if others have some
 * @param mapping name of a saved column mapping, or null
 */
public record ImportRequest(
        String kind,
        String fileName,
        boolean commit,
        boolean partial,
        @Nullable String mapping) {
    public ImportRequest {
        fileName = FileNames.plain(fileName, "file");
    }
}
