package com.circledesk.imports;

import com.circledesk.imports.cells.Formats;
import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.files.TableFiles;
import com.circledesk.imports.mappings.MappingDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks rows that somebody pasted as a file of the kind would be checked. Nothing is recorded. */
@Service
@Transactional
public class PastedRows {
    private final JdbcClient jdbc;
    private final JdbcTemplate connections;
    private final ImportSettings settings;
    private final Clock clock;

    PastedRows(JdbcClient jdbc, JdbcTemplate connections, ImportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param rows cells in the order of the kind's columns
     * @param checks what no single cell can tell; may read its results from the staging tables
     * @return what is wrong, in the order of the rows
     */
    public List<ImportFault> check(ImportKind kind, List<List<String>> rows, Consumer<Staging> checks) {
        String text = Stream.concat(
                        Stream.of(kind.columns().stream().map(Column::name).toList()), rows.stream())
                .map(cells -> cells.stream().map(PastedRows::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        try (TableFile table = TableFiles.ofText(text, settings.limits())) {
            List<Layout.Slot> slots = Layout.of(kind, table.headers(), MappingDefinition.NONE);
            Staging staged = new Staging(jdbc, kind, slots, 0, false, new OpenedTable(table, MappingDefinition.NONE));
            staged.create();
            staged.loaded(load(table, slots));
            checks.accept(staged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jdbc.sql("""
                        select row_no as row, column_name as "column", code, message from staged_fault order by row_no, seq
                        """).query(ImportFault.class).list();
    }

    /** The cells of a pasted line: by tabs where there are any, else by commas outside quotation marks. */
    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        char separator = line.indexOf('\t') >= 0 ? '\t' : ',';
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"' && quoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append(c);
                at++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private long load(TableFile table, List<Layout.Slot> slots) {
        return Objects.requireNonNull(connections.execute((ConnectionCallback<Long>) connection -> {
            try (CopyLine line =
                    new CopyLine(connection.unwrap(PGConnection.class).getCopyAPI())) {
                long read = new StagingLoader(slots, Formats.DEFAULT, LocalDate.now(clock), line)
                        .load(table, new ProgressMeter());
                line.await();
                return read;
            }
        }));
    }

    /** Whatever cannot be printed counts as a blank. */
    private static String quoted(String cell) {
        return '"' + cell.replaceAll("[\\p{Cntrl}]", " ").replace("\"", "\"\"") + '"';
    }
}
