package com.circledesk.imports.mappings;

import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.Formats;
import com.circledesk.imports.cells.NumberFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a column mapping says. A column that it does not mention is found under its own name.
 *
 * @param columns by name of the kind's column: where its cells come from
 * @param ignored headers of the file that are passed over
 * @param ignoreOthers whether every other header that no column wants is passed over too
 * @param dateFormat pattern in which the file writes dates, for example {@code M/d/yyyy}
 * @param numberFormat sample of how the file writes numbers, for example {@code 1,23,456.00}
 * @param trailingMinus whether a minus may stand behind a number
 */
public record MappingDefinition(
        Map<String, Source> columns,
        List<String> ignored,
        boolean ignoreOthers,
        String dateFormat,
        String numberFormat,
        boolean trailingMinus) {
    /** The kind's own layout. */
    public static final MappingDefinition NONE = new MappingDefinition(
            Map.of(), List.of(), false, DateFormat.ISO.pattern(), NumberFormat.PLAIN.pattern(), false);

    public MappingDefinition {
        columns = Map.copyOf(columns);
        ignored = List.copyOf(ignored);
    }

    /**
     * Where a column's cells come from: a header of the file, or a constant for all rows; exactly one of the two.
     *
     * @param values what stands in the file → what is meant, for example {@code 391 → MH}; other values stay as they are
     */
    public record Source(@Nullable String header, @Nullable String constant, Map<String, String> values) {
        public Source {
            values = Map.copyOf(values);
        }

        public static Source ofHeader(String header) {
            return new Source(header, null, Map.of());
        }

        public static Source ofConstant(String constant) {
            return new Source(null, constant, Map.of());
        }
    }

    /** The declared formats; a definition that was checked has no others. */
    public Formats formats() {
        return new Formats(
                DateFormat.of(dateFormat).orElse(DateFormat.ISO),
                NumberFormat.of(numberFormat).orElse(NumberFormat.PLAIN),
                trailingMinus);
    }
}
