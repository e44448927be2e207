package com.circledesk.imports.cells;

/** A cell that cannot be read as its column asks: the fault's code and a sentence with what is allowed. */
public final class BadCell extends Exception {
    private static final int SHOWN_MAX = 40;

    private final String code;

    public BadCell(String code, String message) {
        // A file may hold a million of these: no stack trace.
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The text in quotation marks, for a sentence. */
    public static String quoted(String text) {
        return '"' + shown(text, SHOWN_MAX) + '"';
    }

    /** The text shortened, and with nothing in it that a terminal or page could trip over. */
    public static String shown(String text, int lengthMax) {
        String shown = text.length() > lengthMax ? text.substring(0, lengthMax) + "…" : text;
        StringBuilder safe = new StringBuilder(shown.length());
        shown.codePoints().forEach(c -> safe.appendCodePoint(Unseen.isUnseen(c) ? '\uFFFD' : c));
        return safe.toString();
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
