package com.circledesk.exports;

import com.circledesk.shared.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** A workbook; a table that is longer than a sheet goes on on the next one. */
class XlsxTable implements SheetWriter {
    private static final int ROWS_PER_SHEET = 1_000_000;
    private static final int ROWS_KEPT = 500;
    /** Wide enough for hundreds of crore to the paisa; a narrower column shows hashes instead. */
    private static final int COLUMN_WIDTH_MIN = 18;

    private static final int COLUMN_WIDTH_MAX = 32;
    private static final String AMOUNT = "#,##0.00";
    private static final String DAY = "d mmm yyyy";
    /** What XML cannot hold. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

    private final Workbook workbook;
    private String name;
    private Worksheet sheet;
    private int sheets;
    private int row;
    private List<String> columns = List.of();

    XlsxTable(OutputStream out, String name) {
        this.workbook = new Workbook(out, "CircleDesk", "1.0");
        this.name = name;
        this.sheet = newSheet();
    }

    private Worksheet newSheet() {
        sheets++;
        row = 0;
        return workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
    }

    @Override
    public void sheet(String next) {
        finishSheet();
        name = next;
        sheets = 0;
        sheet = newSheet();
    }

    @Override
    public void fact(String name, @Nullable Object value) {
        cell(0, name);
        cell(1, value);
        row++;
    }

    @Override
    public void head(List<String> columns) {
        this.columns = columns;
        if (row > 0) {
            row++;
        }
        for (int i = 0; i < columns.size(); i++) {
            cell(i, columns.get(i));
            sheet.width(
                    i,
                    Math.min(
                            COLUMN_WIDTH_MAX,
                            Math.max(COLUMN_WIDTH_MIN, columns.get(i).length() + 4)));
        }
        sheet.range(row, 0, row, Math.max(0, columns.size() - 1)).style().bold().set();
        row++;
        sheet.freezePane(0, row);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        if (row >= ROWS_PER_SHEET) {
            finishSheet();
            sheet = newSheet();
            head(columns);
        }
        for (int i = 0; i < cells.size(); i++) {
            cell(i, cells.get(i));
        }
        row++;
        if (row % ROWS_KEPT == 0) {
            flush();
        }
    }

    private void cell(int column, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Money money) {
            number(column, money.amount());
        } else if (value instanceof BigDecimal number) {
            number(column, number);
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate day) {
            sheet.value(row, column, day);
            sheet.style(row, column).format(DAY).set();
        } else {
            sheet.inlineString(row, column, UNWRITABLE.matcher(value.toString()).replaceAll(""));
        }
    }

    private void number(int column, BigDecimal number) {
        sheet.value(row, column, number);
        if (number.scale() == 2) {
            sheet.style(row, column).format(AMOUNT).set();
        }
    }

    private void flush() {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finishSheet() {
        try {
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void end() {
        try {
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
