package com.circledesk.imports.cells;

import java.util.Locale;
import java.util.regex.Pattern;

/** A text of a fixed shape, for example a PAN: five letters, four digits, one letter. Kept in upper case. */
public record ShapeType(String name, Pattern shape, String words, String example) implements CellType {
    public static final ShapeType PAN =
            of("PAN", "[A-Z]{5}[0-9]{4}[A-Z]", "five letters, four digits and a letter", "AAACB1234C");
    public static final ShapeType TAN =
            of("TAN", "[A-Z]{4}[0-9]{5}[A-Z]", "four letters, five digits and a letter", "MUMB12345C");
    public static final ShapeType IRN = of("IRN", "[0-9A-F]{64}", "64 digits or letters A to F", "");
    public static final ShapeType EMAIL =
            of("mail address", "[^@\\s]{1,64}@[^@\\s]{1,189}", "a name, @ and a domain", "");

    private static ShapeType of(String name, String shape, String words, String example) {
        return new ShapeType(name, Pattern.compile(shape, Pattern.CASE_INSENSITIVE), words, example);
    }

    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return name + ": " + words;
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        if (Unseen.isIn(cell.text()) || !shape.matcher(cell.text()).matches()) {
            throw new BadCell(
                    "bad-choice", "%s is not a %s. It has %s.".formatted(BadCell.quoted(cell.text()), name, words));
        }
        return this == EMAIL
                ? cell.text().toLowerCase(Locale.ROOT)
                : cell.text().toUpperCase(Locale.ROOT);
    }
}
