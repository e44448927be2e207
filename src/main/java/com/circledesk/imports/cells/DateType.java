package com.circledesk.imports.cells;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day between 1990 and 2100. Whether it may lie in the future is the column's rule, not the type's. */
public record DateType() implements CellType {
    private static final int YEAR_MIN = 1990;
    private static final int YEAR_MAX = 2100;

    @Override
    public String sqlType() {
        return "date";
    }

    @Override
    public String allowed() {
        return "date, for example 2026-11-21";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        DateFormat format = cell.kind() == Cell.Kind.DATE ? DateFormat.ISO : formats.date();
        @Nullable LocalDate day = cell.kind() == Cell.Kind.NUMBER ? null : format.parse(cell.text());
        if (day == null) {
            throw new BadCell(
                    "not-a-date",
                    "%s is not a date. Write it as %s, for example %s."
                            .formatted(BadCell.quoted(cell.text()), format.pattern(), format.sample()));
        }
        requireYear(day.getYear(), cell);
        return day.toString();
    }

    static void requireYear(int year, Cell cell) throws BadCell {
        if (year < YEAR_MIN || year > YEAR_MAX) {
            throw new BadCell(
                    "not-a-date",
                    "%s is not a date of the years %d to %d."
                            .formatted(BadCell.quoted(cell.text()), YEAR_MIN, YEAR_MAX));
        }
    }

    @Override
    public String example() {
        return "2026-11-21";
    }
}
