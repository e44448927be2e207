package com.circledesk.imports.cells;

import java.util.regex.Pattern;

/**
 * A number or code by which something is found again. Keys are trimmed and compared case-blind; whatever cannot be seen,
 * digits of other scripts, and numbers that a spreadsheet has shortened are refused, since they would make a second key
 * that looks like the first.
 */
public record KeyType(int lengthMax, String example) implements CellType {
    private static final Pattern SHORTENED = Pattern.compile("\\d(?:[.,]\\d+)?[eE]\\+\\d+");

    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return "a key, at most " + lengthMax + " characters, upper and lower case are the same";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        String text = cell.text();
        TextType.requireLength(text, lengthMax);
        if (Unseen.isIn(text)) {
            throw new BadCell(
                    "bad-choice",
                    "%s holds a character that cannot be seen. Type the key again, with visible characters only."
                            .formatted(BadCell.quoted(text)));
        }
        if (text.codePoints().anyMatch(c -> c > '9' && Character.isDigit(c))) {
            throw new BadCell(
                    "bad-choice",
                    "%s holds digits of another script. Write digits as 0 to 9.".formatted(BadCell.quoted(text)));
        }
        if (SHORTENED.matcher(text).matches()) {
            throw new BadCell(
                    "bad-choice",
                    "%s is a number that a spreadsheet has shortened. Format the column as text and export it again."
                            .formatted(BadCell.quoted(text)));
        }
        return text;
    }
}
