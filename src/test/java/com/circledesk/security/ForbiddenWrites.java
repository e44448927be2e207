package com.circledesk.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/**
 * {@code forbidden-writes.txt}, read.
 *
 * @param withoutCase names of tables and rules that are left out, with the reason
 */
record ForbiddenWrites(List<Table> tables, Map<String, String> withoutCase) {
    private static final Pattern STATEMENT = Pattern.compile("(?i)(insert|update|delete|truncate|do) .*");

    /**
     * @param granted what the application may do besides reading, such as {@code insert} and {@code update(reversed_at)}
     * @param like condition that finds the row of the book which a legal one is copied from
     * @param changes what makes the copy a new, legal row
     */
    record Table(String name, List<String> granted, String like, Map<String, String> changes, List<Case> cases) {
        /** A copy of the row with these changes on top of those that make it legal, as a statement. */
        String insert(List<String> columns, Map<String, String> more) {
            Map<String, String> values = new LinkedHashMap<>();
            columns.forEach(column -> values.put(
                    column,
                    column.equals("id") ? "(select max(id) + 1000000 from %s)".formatted(name) : "t." + column));
            values.putAll(changes);
            values.putAll(more);
            return "insert into %s (%s) overriding system value select %s from %s t where %s limit 1"
                    .formatted(
                            name, String.join(", ", values.keySet()), String.join(", ", values.values()), name, like);
        }

        /** What a case says, as a statement: it is one already, or it says what is other in a new row. */
        String statement(String said, List<String> columns) {
            return STATEMENT.matcher(said).matches() ? said : insert(columns, ForbiddenWrites.changes(said));
        }
    }

    /** @param legal empty: the table's legal row as it is */
    record Case(String rule, String forbidden, String legal) {}

    static ForbiddenWrites read() {
        List<Table> tables = new ArrayList<>();
        Map<String, String> withoutCase = new TreeMap<>();
        for (String line : text().split("\n")) {
            String[] cells = Arrays.stream(line.split(" \\|(?= |$)", -1))
                    .map(String::strip)
                    .toArray(String[]::new);
            if (line.startsWith("=")) {
                tables.add(new Table(
                        cells[0].substring(2),
                        Arrays.asList(cells[1].split(", (?![^(]*\\))")),
                        cells[2],
                        changes(cells[3]),
                        new ArrayList<>()));
            } else if (line.startsWith("!")) {
                withoutCase.put(cells[0].substring(2), cells[1]);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                tables.get(tables.size() - 1)
                        .cases()
                        .add(new Case(cells[0], cells[1], cells.length > 2 ? cells[2] : ""));
            }
        }
        return new ForbiddenWrites(tables, withoutCase);
    }

    /** {@code column expression; column expression}. */
    private static Map<String, String> changes(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(change -> !change.isEmpty())
                .map(change -> change.split(" ", 2))
                .collect(Collectors.toMap(change -> change[0], change -> change[1]));
    }

    TreeSet<String> rulesWithCase() {
        return tables.stream()
                .flatMap(table -> table.cases().stream())
                .map(Case::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text() {
        try {
            return new ClassPathResource("forbidden-writes.txt").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
