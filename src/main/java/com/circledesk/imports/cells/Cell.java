package com.circledesk.imports.cells;

/**
 * A cell as it stood in the file.
 *
 * @param text a text without blanks around it; at most one character more than {@link #LENGTH_MAX} is kept
 * @param kind a CSV cell is a text; a workbook also knows numbers (plain digits) and dates (ISO)
 * @param length characters of the text in the file
 */
public record Cell(String text, Kind kind, long length) {
    public static final int LENGTH_MAX = 10_000;
    public static final Cell BLANK = new Cell("", Kind.TEXT, 0);

    /** What the file itself says about a cell; a number or a date needs no declared format. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE
    }

    public static Cell text(String text) {
        return of(text, Kind.TEXT, text.length());
    }

    public static Cell of(String text, Kind kind, long length) {
        String trimmed = trim(text);
        return trimmed.isEmpty() && length <= LENGTH_MAX ? BLANK : new Cell(trimmed, kind, length);
    }

    public boolean isBlank() {
        return text.isEmpty();
    }

    /** Spreadsheets leave non-breaking spaces around values; they count as blanks too. */
    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
