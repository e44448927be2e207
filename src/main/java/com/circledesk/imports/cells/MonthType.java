package com.circledesk.imports.cells;

/** A month as {@code 2026-11}. A workbook's date stands for its month. */
public record MonthType() implements CellType {
    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return "month, for example 2026-11";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        String text = cell.text();
        boolean date = cell.kind() == Cell.Kind.DATE;
        boolean shaped = date || cell.kind() == Cell.Kind.TEXT && text.length() == 7 && text.charAt(4) == '-';
        int year = shaped ? DateFormat.digits(text, 0, 4) : -1;
        int month = shaped ? DateFormat.digits(text, 5, 7) : -1;
        if (year < 0 || month < 1 || month > 12) {
            throw new BadCell(
                    "not-a-date",
                    "%s is not a month. Write year and month, for example 2026-11.".formatted(BadCell.quoted(text)));
        }
        DateType.requireYear(year, cell);
        return text.substring(0, 7);
    }

    @Override
    public String example() {
        return "2026-11";
    }
}
