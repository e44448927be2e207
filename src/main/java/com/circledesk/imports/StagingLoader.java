package com.circledesk.imports;

import com.circledesk.imports.cells.BadCell;
import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.cells.Formats;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.files.TableFile;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file, cell by cell, and copies them into the staging tables together with the cells' faults. */
final class StagingLoader {
    private static final int PROGRESS_EVERY = 1_000;

    private final List<Layout.Slot> slots;
    private final Formats formats;
    private final LocalDate today;
    private final CopyBuffer rows;
    private final CopyBuffer faults;

    /** What each column read last: files say the same account, day or GSTIN row after row. */
    private final Cell[] lastCells;

    private final @Nullable String[] lastValues;

    StagingLoader(List<Layout.Slot> slots, Formats formats, LocalDate today, CopyBuffer.Target target) {
        this.slots = slots;
        this.formats = formats;
        this.today = today;
        this.lastCells = new Cell[slots.size()];
        this.lastValues = new String[slots.size()];
        String columns = Stream.concat(
                        Stream.of("row_no"),
                        slots.stream().map(slot -> slot.column().name()))
                .collect(Collectors.joining(", "));
        this.rows = new CopyBuffer(target, "copy staged (" + columns + ") from stdin");
        this.faults = new CopyBuffer(target, "copy staged_fault (row_no, column_name, code, message) from stdin");
    }

    /** @return rows read */
    long load(TableFile table, ProgressMeter meter) throws SQLException {
        int named = Layout.namedColumns(table.headers());
        Row row = new Row();
        long read = 0;
        while (table.next(row)) {
            if (table.isRagged(row)) {
                ragged(row, table.headers().size());
            } else {
                refuseUnnamed(row, named);
                copy(row);
            }
            if (++read % PROGRESS_EVERY == 0) {
                meter.read(read);
                flushIfFull();
            }
        }
        rows.flush();
        faults.flush();
        meter.read(read);
        return read;
    }

    private void flushIfFull() throws SQLException {
        rows.flushIfFull();
        faults.flushIfFull();
    }

    private void copy(Row row) throws SQLException {
        rows.value(Long.toString(row.number()));
        for (int at = 0; at < lastCells.length; at++) {
            rows.value(read(row, at));
        }
        rows.endRow();
        rows.flushIfFull();
    }

    private @Nullable String read(Row row, int at) {
        Layout.Slot slot = slots.get(at);
        Cell cell = slot.cell(row);
        if (cell.equals(lastCells[at])) {
            return lastValues[at];
        }
        try {
            lastValues[at] = slot.column().read(cell, formats, today);
            lastCells[at] = cell;
            return lastValues[at];
        } catch (BadCell bad) {
            fault(row, slot.column().name(), bad.code(), bad.sentence());
            return null;
        }
    }

    /** Such a row cannot be told apart into columns; it is staged without values, so that it is counted. */
    private void ragged(Row row, int headers) {
        boolean tooLong = row.size() > headers;
        fault(
                row,
                null,
                tooLong ? "too-long" : "missing",
                "The row has %s%d cells, but the header line has %d. %s"
                        .formatted(
                                row.size() > Layout.CELLS_MAX ? "more than " : "",
                                Math.min(row.size(), Layout.CELLS_MAX),
                                headers,
                                tooLong
                                        ? "Put values that hold a separator in quotation marks."
                                        : "Leave a separator for every empty cell."));
        rows.value(Long.toString(row.number()));
        slots.forEach(slot -> rows.value(null));
        rows.endRow();
    }

    private void refuseUnnamed(Row row, int named) {
        for (int at = named; at < row.size(); at++) {
            if (!row.cell(at).isBlank()) {
                fault(
                        row,
                        null,
                        "too-long",
                        "Cell %d holds %s, but its column has no header."
                                .formatted(at + 1, BadCell.quoted(row.cell(at).text())));
                return;
            }
        }
    }

    private void fault(Row row, @Nullable String column, String code, String message) {
        faults.value(Long.toString(row.number()));
        faults.value(column);
        faults.value(code);
        faults.value(message);
        faults.endRow();
    }
}
