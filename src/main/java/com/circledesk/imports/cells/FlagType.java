package com.circledesk.imports.cells;

/** Y or N. */
public record FlagType() implements CellType {
    @Override
    public String sqlType() {
        return "boolean";
    }

    @Override
    public String allowed() {
        return "Y or N";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        return switch (cell.text()) {
            case "Y", "y" -> "true";
            case "N", "n" -> "false";
            default ->
                throw new BadCell(
                        "bad-choice", "%s is not allowed here. Write Y or N.".formatted(BadCell.quoted(cell.text())));
        };
    }

    @Override
    public String example() {
        return "Y";
    }
}
