package com.circledesk.imports.cells;

/** Free text: a name, a narration, a reason. Any language, emoji too; formulas are just text here. */
public record TextType(int lengthMax) implements CellType {
    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return "text, at most " + lengthMax + " characters";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        requireLength(cell.text(), lengthMax);
        return cell.text();
    }

    static void requireLength(String text, int lengthMax) throws BadCell {
        int length = text.codePointCount(0, text.length());
        if (length > lengthMax) {
            throw new BadCell(
                    "too-long",
                    "%s has %d characters; at most %d are allowed.".formatted(BadCell.quoted(text), length, lengthMax));
        }
    }

    @Override
    public String example() {
        return "";
    }
}
