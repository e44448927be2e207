package com.circledesk.exports;

import com.circledesk.shared.Money;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 4180 with a byte order mark, without which spreadsheets take UTF-8 for something else. */
class CsvTable implements TableWriter {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r";

    private final CsvWriter csv;
    private boolean begun;

    CsvTable(OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    }

    @Override
    public void fact(String name, @Nullable Object value) {
        csv.writeRecord(text(name), text(value));
        begun = true;
    }

    @Override
    public void head(List<String> columns) {
        if (begun) {
            csv.writeRecord("");
        }
        csv.writeRecord(columns.stream().map(CsvTable::text).toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        csv.writeRecord(cells.stream().map(CsvTable::text).toList());
    }

    void end() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
    static String text(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = cell.toString();
        boolean isNumber = cell instanceof Number || cell instanceof Money;
        return !isNumber && !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
