package com.circledesk.receivables.imports;

import com.circledesk.imports.Staging;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares rows of a file with the documents that bear their keys already: the same values make a row unchanged, other
 * values a conflict, which shows both. Documents are never updated by a file.
 */
final class Comparison {
    private record Values(String recorded, String staged) {}

    private final Staging rows;
    private final Map<String, Values> values = new LinkedHashMap<>();

    Comparison(Staging rows) {
        this.rows = rows;
    }

    /** @param recorded SQL for the value as it stands, @param staged SQL for the file's */
    Comparison of(String column, String recorded, String staged) {
        values.put(column, new Values(recorded, staged));
        return this;
    }

    /** The same for a column that the file may lack: then there is nothing to compare. */
    Comparison ifGiven(String column, String recorded, String staged) {
        return rows.has(column) ? of(column, recorded, staged) : this;
    }

    /**
     * @param from SQL that joins {@code accepted s} with what is recorded
     * @param key column of the key
     * @param what SQL for the document's name in the sentence
     */
    void decide(String from, String key, String what) {
        refuseDifferences(from, key, what);
        rows.unchanged("select s.row_no from " + from + " where " + same());
    }

    /** Only the first half: rows without differences stay accepted. */
    void refuseDifferences(String from, String key, String what) {
        String differences = values.entrySet().stream()
                .map(entry -> difference(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        rows.fault(
                "conflict",
                key,
                "select s.row_no, format('%%s is recorded already with other values: %%s.', %s, concat_ws('; ', %s)) from %s where not (%s)"
                        .formatted(what, differences, from, same()));
    }

    private String same() {
        return values.values().stream()
                .map(value -> value.recorded() + " is not distinct from " + value.staged())
                .collect(Collectors.joining(" and "));
    }

    private static String difference(String column, Values value) {
        return "case when %2$s is distinct from %3$s then format('%1$s is %%s, the file says %%s', %4$s, %5$s) end"
                .formatted(column, value.recorded(), value.staged(), shown(value.recorded()), shown(value.staged()));
    }

    private static String shown(String value) {
        return "coalesce(nullif((" + value + ")::text, ''), 'empty')";
    }
}
