package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import java.util.ArrayList;
import java.util.List;

/** A row of cells; whoever reads a file fills the same one again and again. */
public final class Row {
    private final List<Cell> cells = new ArrayList<>();
    private long number;
    private boolean blank = true;

    public void begin(long newNumber) {
        cells.clear();
        number = newNumber;
        blank = true;
    }

    public void add(Cell cell) {
        cells.add(cell);
        blank &= cell.isBlank();
    }

    /** Puts the cell into its column; those left out before it are blank. */
    void put(int column, Cell cell) {
        while (cells.size() < column) {
            cells.add(Cell.BLANK);
        }
        if (cells.size() > column) {
            cells.set(column, cell);
        } else {
            cells.add(cell);
        }
        blank &= cell.isBlank();
    }

    /** Data rows count from 1. */
    public long number() {
        return number;
    }

    public int size() {
        return cells.size();
    }

    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    public boolean isBlank() {
        return blank;
    }

    List<String> texts() {
        return cells.stream().map(Cell::text).toList();
    }
}
