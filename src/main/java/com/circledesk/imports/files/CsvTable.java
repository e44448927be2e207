package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it, in UTF-8, separated by comma, semicolon or tab, whichever the header line holds most often.
 * Written for files that people and banks send: any line end is fine, every other irregularity is named with its line
 * (a quotation mark left open at the end of the file, above all, which libraries pass over in silence), and of an endless
 * cell only its beginning is kept in memory.
 */
final class CsvTable implements TableFile {
    private static final int HEADER_LENGTH_MAX = 1_000_000;

    private final Utf8 text;
    private final Limits limits;
    private final @Nullable Long rowsExpected;
    private final char separator;
    private final List<String> headers;
    private final StringBuilder cell = new StringBuilder();
    private long cellLength;
    private long rowNumber;
    private long rowsFound;

    CsvTable(InputStream in, Limits limits, @Nullable Long rowsExpected) {
        this.text = new Utf8(in);
        this.limits = limits;
        this.rowsExpected = rowsExpected;
        this.separator = detectSeparator();
        Row first = new Row();
        do {
            first.begin(0);
            if (!readRecord(first)) {
                throw new BadFile("empty-file", "The file is empty. Its first row must hold the headers.");
            }
        } while (first.isBlank());
        if (first.size() > limits.columns()) {
            throw limits.tooManyColumns();
        }
        this.headers = first.texts();
    }

    /** Looks at the header line alone: a comma in an amount further down must not decide. */
    private char detectSeparator() {
        StringBuilder line = new StringBuilder();
        int[] counts = new int[3];
        boolean quoted = false;
        int c = text.read();
        while (c >= 0 && (quoted || !isLineEnd(c) || line.toString().isBlank())) {
            line.append((char) c);
            requireTextual(c);
            if (line.length() > HEADER_LENGTH_MAX) {
                throw BadFile.broken("The first line is longer than %,d characters; it must hold the headers."
                        .formatted(HEADER_LENGTH_MAX));
            }
            quoted ^= c == '"';
            int which = quoted ? -1 : ",;\t".indexOf(c);
            if (which >= 0) {
                counts[which]++;
            }
            c = text.read();
        }
        if (c >= 0) {
            line.append((char) c);
        }
        text.unread(line);
        return counts[2] > Math.max(counts[0], counts[1]) ? '\t' : counts[1] > counts[0] ? ';' : ',';
    }

    @Override
    public List<String> headers() {
        return headers;
    }

    @Override
    public boolean next(Row row) {
        do {
            row.begin(++rowNumber);
            if (!readRecord(row)) {
                return false;
            }
        } while (row.isBlank());
        if (++rowsFound > limits.rows()) {
            throw limits.tooManyRows();
        }
        return true;
    }

    /** Reads up to the end of a line outside quotation marks; false if nothing is left. */
    private boolean readRecord(Row row) {
        if (text.peek() < 0) {
            return false;
        }
        while (true) {
            int end = text.peek() == '"' ? readQuoted() : readPlain();
            if (row.size() <= limits.columns()) {
                row.add(Cell.of(cell.toString(), Cell.Kind.TEXT, cellLength));
            }
            if (end != separator) {
                if (end == '\r' && text.peek() == '\n') {
                    text.read();
                }
                return true;
            }
        }
    }

    private int readPlain() {
        beginCell();
        int c = text.read();
        while (c >= 0 && c != separator && !isLineEnd(c)) {
            if (c == '"') {
                throw BadFile.broken(
                        ("Line %,d: a quotation mark stands inside a value. Put the whole value in quotation"
                                        + " marks and write each one inside it twice.")
                                .formatted(text.line()));
            }
            keep(c);
            c = text.read();
        }
        return c;
    }

    private int readQuoted() {
        beginCell();
        long startLine = text.line();
        text.read();
        while (true) {
            int c = text.read();
            if (c < 0) {
                throw BadFile.broken(
                        "Line %,d: the quotation mark that opens there is never closed.".formatted(startLine));
            }
            if (c != '"') {
                keep(c);
            } else if (text.peek() == '"') {
                keep(text.read());
            } else {
                return afterQuote();
            }
        }
    }

    private int afterQuote() {
        int c = text.read();
        while (c == ' ') {
            c = text.read();
        }
        if (c >= 0 && c != separator && !isLineEnd(c)) {
            throw BadFile.broken(
                    "Line %,d: after a closing quotation mark only the separator or the end of the line may follow."
                            .formatted(text.line()));
        }
        return c;
    }

    private void beginCell() {
        cell.setLength(0);
        cellLength = 0;
    }

    private void keep(int c) {
        requireTextual(c);
        if (++cellLength <= Cell.LENGTH_MAX + 1) {
            cell.append((char) c);
        }
    }

    private void requireTextual(int c) {
        if (c == 0) {
            throw BadFile.encoding("Line %,d holds a NUL byte. Save the file as \"CSV UTF-8\".".formatted(text.line()));
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public boolean isRagged(Row row) {
        return row.size() != headers.size();
    }

    @Override
    public @Nullable String sheet() {
        return null;
    }

    @Override
    public Character separator() {
        return separator;
    }

    @Override
    public @Nullable Long rowsExpected() {
        return rowsExpected;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
