package com.circledesk.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Holds a small book in memory and copies it into temporary tables {@code demo_invoices}, {@code demo_receipts} and so on:
 * the cells as text, the day on which each row became known, and the id that its document will have. They are gone when
 * the transaction ends.
 */
final class BookStage implements BookSink {
    private static final Map<BookFile, String> SEQUENCES = Map.of(
            BookFile.ACCOUNTS, "account_seq",
            BookFile.SITES, "site_seq",
            BookFile.INVOICES, "invoice_seq",
            BookFile.RECEIPTS, "receipt_seq",
            BookFile.NOTES, "note_seq",
            BookFile.ALLOCATIONS, "allocation_seq");

    private record Buffer(ByteArrayOutputStream bytes, CsvWriter writer) {
        static Buffer empty() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            return new Buffer(bytes, CsvWriter.builder().build(new OutputStreamWriter(bytes, StandardCharsets.UTF_8)));
        }
    }

    private final Map<BookFile, Buffer> buffers = new EnumMap<>(BookFile.class);

    static String table(BookFile file) {
        return "demo_" + file.kind().replace('-', '_');
    }

    @Override
    public void write(BookFile file, LocalDate recordedOn, String... cells) {
        String[] row = new String[cells.length + 1];
        row[0] = recordedOn.toString();
        System.arraycopy(cells, 0, row, 1, cells.length);
        buffer(file).writer().writeRecord(row);
    }

    private Buffer buffer(BookFile file) {
        return buffers.computeIfAbsent(file, first -> Buffer.empty());
    }

    void copyTo(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (BookFile file : BookFile.values()) {
                create(file, statement);
                copy(file, connection);
                statement.execute("create index on %s (recorded_on)".formatted(table(file)));
                statement.execute("analyze %s".formatted(table(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(BookFile file, Statement statement) throws SQLException {
        String sequence = SEQUENCES.get(file);
        statement.execute("create temporary table %s (recorded_on date, %s text%s) on commit drop"
                .formatted(
                        table(file),
                        String.join(" text, ", file.columns()),
                        sequence == null ? "" : ", id bigint default nextval('" + sequence + "')"));
    }

    private void copy(BookFile file, Connection connection) throws SQLException, IOException {
        Buffer buffer = buffer(file);
        buffer.writer().close();
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy %s (recorded_on, %s) from stdin (format csv)"
                                .formatted(table(file), String.join(", ", file.columns())),
                        new ByteArrayInputStream(buffer.bytes().toByteArray()));
    }
}
