package com.circledesk.imports.cells;

/** What the cells of a column hold. */
public interface CellType {
    /** The column's type in the staging table. */
    String sqlType();

    /** What is allowed, as a phrase for the documentation of the file, for example {@code text, at most 40 characters}. */
    String allowed();

    /**
     * Reads a cell that is not blank.
     *
     * @return the value as PostgreSQL reads it
     * @throws BadCell if the cell does not hold such a value
     */
    String read(Cell cell, Formats formats) throws BadCell;

    /** An example for the template of the kind. */
    String example();

    /** Whether the column's sum is a control total. */
    default boolean isAmount() {
        return false;
    }
}
