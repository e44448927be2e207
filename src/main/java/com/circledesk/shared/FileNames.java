package com.circledesk.shared;

/** Names of files as browsers, programs and anybody else send them. */
public final class FileNames {
    private static final int LENGTH_MAX = 200;

    private FileNames() {}

    /**
     * The name for display and downloads: without folders, in one line, without characters that do not show, turn the
     * direction of writing or mean something to a shell; of a long one its end.
     *
     * @param otherwise where nothing is left of it
     */
    public static String plain(String name, String otherwise) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\"<>|?*]", "").strip();
        int from = Math.max(0, plain.length() - LENGTH_MAX);
        if (from > 0 && Character.isLowSurrogate(plain.charAt(from))) {
            from++;
        }
        return plain.isEmpty() ? otherwise : plain.substring(from);
    }
}
