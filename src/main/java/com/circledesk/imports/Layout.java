package com.circledesk.imports;

import com.circledesk.imports.cells.BadCell;
import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.mappings.MappingDefinition;
import com.circledesk.imports.mappings.MappingDefinition.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which cell of a file's rows belongs to which column of the kind. Headers match without case, spaces and underscores. */
final class Layout {
    /** A column that the file gives: from the cell at an index, or the same constant in every row. */
    record Slot(Column column, int index, @Nullable Cell constant, Map<String, String> values) {
        Cell cell(Row row) {
            Cell cell = constant != null ? constant : row.cell(index);
            @Nullable String meant = values.isEmpty() ? null : values.get(normalised(cell.text()));
            return meant == null ? cell : Cell.text(meant);
        }
    }

    /** Rows are kept up to here, whatever their length. */
    static final int CELLS_MAX = 200;

    private static final int SHOWN_MAX = 60;

    private final ImportKind kind;
    private final MappingDefinition mapping;
    private final List<String> headers;
    private final List<BadFile.Fault> faults = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();

    private Layout(ImportKind kind, List<String> headers, MappingDefinition mapping) {
        this.kind = kind;
        this.headers = headers;
        this.mapping = mapping;
    }

    /** @throws BadFile if a column is missing, unknown or given twice; all of these at once */
    static List<Slot> of(ImportKind kind, List<String> headers, MappingDefinition mapping) {
        Layout layout = new Layout(kind, headers, mapping);
        layout.match();
        if (!layout.faults.isEmpty()) {
            throw new BadFile(layout.faults);
        }
        return List.copyOf(layout.slots);
    }

    private void match() {
        Map<String, Integer> indexes = new HashMap<>();
        List<String> wanted = new ArrayList<>();
        for (int at = 0; at < headers.size(); at++) {
            String header = normalised(headers.get(at));
            if (indexes.putIfAbsent(header, at) != null && !header.isEmpty() && !isIgnored(header)) {
                fault(
                        headers.get(at),
                        "duplicate-column",
                        "The column " + shown(headers.get(at)) + " stands in the file twice.");
            }
        }
        for (Column column : kind.columns()) {
            @Nullable Source source = mapping.columns().get(column.name());
            if (source != null && source.constant() != null) {
                slots.add(new Slot(column, -1, Cell.text(source.constant()), Map.of()));
                continue;
            }
            String header = source != null && source.header() != null ? source.header() : column.name();
            wanted.add(normalised(header));
            @Nullable Integer index = indexes.get(normalised(header));
            if (index != null) {
                slots.add(new Slot(column, index, null, source == null ? Map.of() : keysNormalised(source.values())));
            } else if (column.required() || source != null) {
                missing(column, header);
            }
        }
        refuseUnknown(wanted);
    }

    private void missing(Column column, String header) {
        String found = headers.size() == 1
                ? " The first row holds one cell only; it must hold the headers, in a text file separated by comma, semicolon or tab."
                : "";
        String meant = header.equals(column.name()) ? "" : ", which the mapping takes for " + column.name() + ",";
        fault(column.name(), "missing-column", "The column " + shown(header) + meant + " is missing." + found);
    }

    private void refuseUnknown(List<String> wanted) {
        if (mapping.ignoreOthers()) {
            return;
        }
        for (int at = 0; at < namedColumns(headers); at++) {
            String header = normalised(headers.get(at));
            if (header.isEmpty()) {
                fault(null, "unknown-column", "Column " + (at + 1) + " has no name.");
            } else if (!wanted.contains(header) && !isIgnored(header) && !FaultWriter.ADDED.contains(headers.get(at))) {
                fault(
                        headers.get(at),
                        "unknown-column",
                        "The column " + shown(headers.get(at)) + " is not known for " + kind.name()
                                + ". Remove it, or use a column mapping that ignores it.");
            }
        }
    }

    private boolean isIgnored(String header) {
        return mapping.ignored().stream()
                .anyMatch(ignored -> normalised(ignored).equals(header));
    }

    /** Headers up to the last one with a name; separators at the end of every line make no columns. */
    static int namedColumns(List<String> headers) {
        int named = headers.size();
        while (named > 0 && headers.get(named - 1).isEmpty()) {
            named--;
        }
        return named;
    }

    private void fault(@Nullable String column, String code, String sentence) {
        faults.add(new BadFile.Fault(column == null ? null : shown(column), code, sentence));
    }

    private static String shown(String header) {
        return BadCell.shown(header, SHOWN_MAX);
    }

    private static Map<String, String> keysNormalised(Map<String, String> values) {
        Map<String, String> normalised = new HashMap<>();
        values.forEach((from, to) -> normalised.put(normalised(from), to));
        return normalised;
    }

    static String normalised(String header) {
        return header.replaceAll("[\\s_\\u00A0]+", "").toLowerCase(Locale.ROOT);
    }
}
