package com.circledesk.imports;

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
    private static final int FILE_NAME_MAX = 200;

    public ImportRequest {
        fileName = plainName(fileName);
    }

    /** Browsers may send a path, and anybody anything: the last part of it, in one line, is kept for display only. */
    private static String plainName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|?*]", "").strip();
        int from = Math.max(0, plain.length() - FILE_NAME_MAX);
        return plain.isEmpty() ? "file" : plain.substring(from);
    }
}
