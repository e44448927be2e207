package com.circledesk.imports.mappings;

import com.circledesk.imports.Column;
import com.circledesk.imports.ImportKind;
import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.NumberFormat;
import com.circledesk.shared.BusinessRuleException;
import java.util.List;
import java.util.Map;

/** What a column mapping must be before it is saved; each refusal is a sentence that names the place. */
public final class MappingCheck {
    private static final int NAME_MAX = 60;
    private static final int TEXT_MAX = 200;
    private static final int ENTRIES_MAX = 500;

    private MappingCheck() {}

    /** @throws BusinessRuleException with code {@code bad-mapping} */
    public static void check(ImportKind kind, String name, MappingDefinition definition) {
        if (name.isBlank() || name.length() > NAME_MAX || !name.matches("[\\p{L}\\p{N} ._-]+")) {
            throw refused(
                    "A name has 1 to %d letters, digits, spaces, dots, dashes or underscores.".formatted(NAME_MAX));
        }
        List<String> columns = kind.columns().stream().map(Column::name).toList();
        definition.columns().forEach((column, source) -> {
            if (!columns.contains(column)) {
                throw refused("%s has no column %s.".formatted(kind.name(), column));
            }
            checkSource(column, source);
        });
        if (definition.ignored().size() > ENTRIES_MAX) {
            throw refused("At most %d headers can be passed over by name.".formatted(ENTRIES_MAX));
        }
        if (DateFormat.of(definition.dateFormat()).isEmpty()) {
            throw refused("The date format is one of " + String.join(", ", DateFormat.patterns()) + ".");
        }
        if (NumberFormat.of(definition.numberFormat()).isEmpty()) {
            throw refused("The number format is one of " + String.join(", ", NumberFormat.patterns()) + ".");
        }
    }

    private static void checkSource(String column, MappingDefinition.Source source) {
        String header = source.header();
        String constant = source.constant();
        if ((header == null) == (constant == null)) {
            throw refused("Column %s takes its cells from a header, or is the same in all rows: one of both."
                    .formatted(column));
        }
        if ((header != null && (header.isBlank() || header.length() > TEXT_MAX))
                || (constant != null && constant.length() > TEXT_MAX)) {
            throw refused("Column %s: a header or constant has at most %d characters.".formatted(column, TEXT_MAX));
        }
        Map<String, String> values = source.values();
        if (values.size() > ENTRIES_MAX) {
            throw refused("Column %s translates at most %d values.".formatted(column, ENTRIES_MAX));
        }
    }

    private static BusinessRuleException refused(String sentence) {
        return new BusinessRuleException("bad-mapping", sentence);
    }
}
