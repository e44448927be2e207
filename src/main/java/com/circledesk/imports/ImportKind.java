package com.circledesk.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A kind of file: its name in addresses, its columns in the order of the template, and the columns that make a row's key.
 */
public record ImportKind(String name, List<Column> columns, List<String> key) {
    public ImportKind {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    public static ImportKind of(String name, List<String> key, Column... columns) {
        return new ImportKind(name, Arrays.asList(columns), key);
    }

    public Optional<Column> column(String wanted) {
        return columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
    }
}
