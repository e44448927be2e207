package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first visible sheet of a workbook, row by row. Formulas count as their stored value. Nothing but the current row is
 * kept on the heap, whatever the file.
 */
final class XlsxTable implements TableFile {
    private record Sheet(String name, String part, boolean date1904) {}

    private final Workbook workbook;
    private final Limits limits;
    private final Sheet sheet;
    private final SharedTexts texts;
    private final SheetCells cells;
    private final Xml xml;
    private final List<String> headers;
    private final int headerRow;
    private int sheetRow;
    private long rowsFound;
    private @Nullable Long rowsExpected;

    XlsxTable(File file, Limits limits) throws IOException {
        this.limits = limits;
        this.workbook = new Workbook(file, limits.unpackedBytes());
        try {
            this.sheet = firstVisibleSheet();
            this.texts = new SharedTexts(workbook.part("xl/sharedStrings.xml"));
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
        try {
            this.cells = new SheetCells(texts, new NumberStyles(workbook.part("xl/styles.xml")), sheet.date1904());
            this.xml = new Xml(part(sheet.part()));
            Row first = new Row();
            do {
                first.begin(0);
                if (!readRow(first)) {
                    throw new BadFile("empty-file", "The sheet is empty. Its first row must hold the headers.");
                }
            } while (first.isBlank());
            this.headers = first.texts();
            this.headerRow = sheetRow;
        } catch (IOException | RuntimeException e) {
            texts.close();
            workbook.close();
            throw e;
        }
    }

    private Sheet firstVisibleSheet() throws IOException {
        Map<String, String> parts = relations();
        boolean date1904 = false;
        try (Xml book = new Xml(part("xl/workbook.xml"))) {
            Xml.Event event;
            while ((event = book.next()) != null) {
                if (event == Xml.Event.END) {
                    continue;
                }
                if (book.name().equals("workbookPr")) {
                    date1904 = List.of("1", "true").contains(book.attribute("date1904"));
                } else if (book.name().equals("sheet")
                        && !book.attribute("state").contains("idden")
                        && parts.containsKey(book.attribute("id"))) {
                    return new Sheet(
                            book.attribute("name"), Objects.requireNonNull(parts.get(book.attribute("id"))), date1904);
                }
            }
        }
        throw BadFile.broken("The workbook has no visible sheet.");
    }

    /** Sheets by the id under which the workbook knows them; chart and dialog sheets are left out. */
    private Map<String, String> relations() throws IOException {
        Map<String, String> parts = new HashMap<>();
        try (Xml relations = new Xml(part("xl/_rels/workbook.xml.rels"))) {
            Xml.Event event;
            while ((event = relations.next()) != null) {
                if (event == Xml.Event.START && relations.attribute("Type").endsWith("/worksheet")) {
                    String target = relations.attribute("Target");
                    parts.put(relations.attribute("Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
        }
        return parts;
    }

    private InputStream part(String name) {
        InputStream part = workbook.part(name);
        if (part == null) {
            throw BadFile.broken("The workbook is damaged: a part of it is missing.");
        }
        return part;
    }

    @Override
    public List<String> headers() {
        return headers;
    }

    @Override
    public boolean next(Row row) {
        do {
            row.begin(0);
            if (!readRow(row)) {
                return false;
            }
        } while (row.isBlank());
        if (++rowsFound > limits.rows()) {
            throw limits.tooManyRows();
        }
        return true;
    }

    private boolean readRow(Row row) {
        Xml.Event event;
        while ((event = xml.next()) != null) {
            if (event == Xml.Event.START && xml.name().equals("row")) {
                beginRow(row);
                readCells(row);
                return true;
            }
            if (event == Xml.Event.START && xml.name().equals("dimension")) {
                String ref = xml.attribute("ref");
                int last =
                        Integers.parse(ref.substring(ref.lastIndexOf(':') + 1).replaceAll("[A-Z$]", ""));
                rowsExpected = last > 1 ? Long.valueOf(last - 1L) : null;
            } else if (event == Xml.Event.END && xml.name().equals("sheetData")) {
                return false;
            }
        }
        return false;
    }

    private void beginRow(Row row) {
        String given = xml.attribute("r");
        int number = given.isEmpty() ? sheetRow + 1 : Integers.parse(given);
        if (number <= sheetRow) {
            throw BadFile.broken("The workbook is damaged: its rows are out of order.");
        }
        sheetRow = number;
        row.begin(sheetRow - headerRow);
    }

    private void readCells(Row row) {
        int column = -1;
        Xml.Event event;
        while ((event = xml.next()) != null) {
            if (event == Xml.Event.END && xml.name().equals("row")) {
                return;
            }
            if (event == Xml.Event.START && xml.name().equals("c")) {
                column = SheetCells.column(xml.attribute("r"), column + 1);
                Cell cell = cells.read(xml);
                if (cell.isBlank() && cell.length() == 0) {
                    continue;
                }
                if (column >= limits.columns()) {
                    throw limits.tooManyColumns();
                }
                row.put(column, cell);
            }
        }
    }

    /** A workbook leaves out blank cells at the end of a row, so that only a longer row is odd. */
    @Override
    public boolean isRagged(Row row) {
        return row.size() > headers.size();
    }

    @Override
    public String sheet() {
        return sheet.name();
    }

    @Override
    public @Nullable Character separator() {
        return null;
    }

    @Override
    public @Nullable Long rowsExpected() {
        return rowsExpected;
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
            texts.close();
        } finally {
            workbook.close();
        }
    }

    static XlsxTable open(File file, Limits limits) {
        try {
            return new XlsxTable(file, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
