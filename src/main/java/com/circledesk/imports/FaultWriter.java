package com.circledesk.imports;

import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.files.TableFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes rows with their faults, as CSV or as a workbook, a row at a time. */
interface FaultWriter extends Closeable {
    /** Headers of the added columns; a file that has them is read as if it had not. */
    List<String> ADDED = List.of("fault_code", "fault");

    void write(Row row, String codes, String sentences) throws IOException;

    static FaultWriter of(TableFile table, OutputStream out) throws IOException {
        List<Integer> kept = IntStream.range(0, Layout.namedColumns(table.headers()))
                .filter(at -> !ADDED.contains(table.headers().get(at)))
                .boxed()
                .toList();
        List<String> headers = kept.stream().map(table.headers()::get).toList();
        Character separator = table.separator();
        return separator == null ? new Xlsx(out, headers, kept) : new Csv(out, headers, kept, separator);
    }

    /** CSV; a text that a spreadsheet would take for a formula gets an apostrophe in front. */
    final class Csv implements FaultWriter {
        private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.,]+");

        private final Writer out;
        private final List<Integer> kept;
        private final char separator;

        Csv(OutputStream out, List<String> headers, List<Integer> kept, char separator) throws IOException {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            this.kept = kept;
            this.separator = separator;
            for (String header : headers) {
                write(header, separator);
            }
            write(ADDED.get(0), separator);
            write(ADDED.get(1), '\n');
        }

        @Override
        public void write(Row row, String codes, String sentences) throws IOException {
            for (int at : kept) {
                write(row.cell(at).text(), separator);
            }
            write(codes, separator);
            write(sentences, '\n');
        }

        private void write(String text, char end) throws IOException {
            boolean formula = !text.isEmpty()
                    && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                    && !NUMBER.matcher(text).matches();
            String safe = formula ? "'" + text : text;
            boolean quoted = safe.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
            out.write(quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe);
            out.write(end == '\n' ? "\r\n" : String.valueOf(end));
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** A workbook; its texts are texts, never formulas. */
    final class Xlsx implements FaultWriter {
        private static final int FLUSH_EVERY = 500;

        private final Workbook workbook;
        private final Worksheet sheet;
        private final List<Integer> kept;
        private int line;

        Xlsx(OutputStream out, List<String> headers, List<Integer> kept) {
            this.workbook = new Workbook(out, "CircleDesk", "1.0");
            this.sheet = workbook.newWorksheet("Faulty rows");
            this.kept = kept;
            for (int at = 0; at < headers.size(); at++) {
                sheet.value(0, at, headers.get(at));
            }
            sheet.value(0, kept.size(), ADDED.get(0));
            sheet.value(0, kept.size() + 1, ADDED.get(1));
        }

        @Override
        public void write(Row row, String codes, String sentences) throws IOException {
            line++;
            for (int column = 0; column < kept.size(); column++) {
                write(column, row.cell(kept.get(column)));
            }
            sheet.value(line, kept.size(), codes);
            sheet.value(line, kept.size() + 1, sentences);
            if (line % FLUSH_EVERY == 0) {
                sheet.flush();
            }
        }

        private void write(int column, Cell cell) {
            switch (cell.kind()) {
                case NUMBER -> sheet.value(line, column, new BigDecimal(cell.text()));
                case DATE -> {
                    sheet.value(line, column, LocalDate.parse(cell.text()));
                    sheet.style(line, column).format("yyyy-mm-dd").set();
                }
                case TEXT -> sheet.value(line, column, cell.text());
            }
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }
}
