package com.circledesk.payments.statements.reading;

import com.circledesk.imports.cells.Cell;
import com.circledesk.imports.cells.DateFormat;
import com.circledesk.imports.cells.Formats;
import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.mappings.ColumnMapping;
import com.circledesk.imports.mappings.MappingDefinition.Source;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a saved column mapping finds things in a table, and how the table writes days and amounts. */
final class TableLayout {
    private static final Pattern SIDE = Pattern.compile("(?i)(?<!\\s)\\s*+\\(?(CR|DR)\\.?\\)?$");
    private static final Pattern NUMERIC_DAY = Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})");

    private final String name;
    private final Map<String, Integer> columns;
    private final Formats formats;
    private final @Nullable String account;

    private TableLayout(String name, Map<String, Integer> columns, Formats formats, @Nullable String account) {
        this.name = name;
        this.columns = columns;
        this.formats = formats;
        this.account = account;
    }

    /** The layout that the headers fit best, or null. */
    static @Nullable TableLayout of(List<String> headers, List<ColumnMapping> mappings) {
        Map<String, Integer> found = new HashMap<>();
        for (int at = 0; at < headers.size(); at++) {
            found.putIfAbsent(normalised(headers.get(at)), at);
        }
        TableLayout best = null;
        for (ColumnMapping mapping : mappings) {
            TableLayout layout = fitting(found, mapping);
            if (layout != null && (best == null || layout.columns.size() > best.columns.size())) {
                best = layout;
            }
        }
        return best;
    }

    private static @Nullable TableLayout fitting(Map<String, Integer> found, ColumnMapping mapping) {
        Map<String, Integer> columns = new HashMap<>();
        String account = null;
        for (Map.Entry<String, Source> each : mapping.definition().columns().entrySet()) {
            Source source = each.getValue();
            if (source.constant() != null) {
                account = each.getKey().equals("bank_account") ? Mt940.plainAccount(source.constant()) : account;
                continue;
            }
            Integer at = found.get(normalised(String.valueOf(source.header())));
            if (at == null) {
                return null;
            }
            columns.put(each.getKey(), at);
        }
        boolean whole = columns.containsKey("booked_on")
                && (columns.containsKey("amount") || columns.containsKey("credit") && columns.containsKey("debit"));
        return whole
                ? new TableLayout(mapping.name(), columns, mapping.definition().formats(), account)
                : null;
    }

    static String normalised(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    String name() {
        return name;
    }

    @Nullable
    String account() {
        return account;
    }

    /** How it writes 21 November 2026. */
    String sampleDay() {
        return formats.date().sample();
    }

    String text(Row row, String column) {
        return cell(row, column).text();
    }

    private Cell cell(Row row, String column) {
        Integer at = columns.get(column);
        return at == null ? Cell.BLANK : row.cell(at);
    }

    /** Null for a blank cell. */
    @Nullable
    LocalDate day(Row row, String column, String where, List<String> remarks) {
        Cell cell = cell(row, column);
        if (cell.isBlank()) {
            return null;
        }
        String text = cell.text().replaceFirst("[ T]\\d{1,2}:\\d{2}.*$", "");
        LocalDate day = cell.kind() == Cell.Kind.DATE ? DateFormat.ISO.parse(text) : null;
        return day == null ? day(text, where, remarks) : day;
    }

    /** @param text as the layout writes a day */
    LocalDate day(String text, String where, List<String> remarks) {
        LocalDate day = formats.date().parse(text);
        if (day == null) {
            day = numeric(text, where, remarks);
        }
        if (day == null) {
            throw new BadFile(
                    "not-a-date",
                    "%s: \"%s\" is not a date as the layout %s writes it, for example %s."
                            .formatted(where, Amounts.shown(text), name, sampleDay()));
        }
        return day;
    }

    /** The declared order with other digits: a year of two, a day of one, a day that the month has not. */
    private @Nullable LocalDate numeric(String text, String where, List<String> remarks) {
        Matcher match = NUMERIC_DAY.matcher(text);
        String pattern = formats.date().pattern();
        if (!match.matches() || pattern.contains("MMM") || !pattern.contains(match.group(2))) {
            return null;
        }
        boolean dayFirst = pattern.startsWith("d");
        if (!dayFirst && !pattern.startsWith("M")) {
            return null;
        }
        String monthAndDay = "%02d%02d"
                .formatted(
                        Integer.parseInt(match.group(dayFirst ? 3 : 1)),
                        Integer.parseInt(match.group(dayFirst ? 1 : 3)));
        int year = Integer.parseInt(match.group(4));
        return Amounts.day(year < 100 ? 2000 + year : year, monthAndDay, text, where, remarks);
    }

    /** Null for a blank cell; negative where {@code Dr} stands behind it. */
    @Nullable
    BigDecimal amount(Row row, String column, String where) {
        String text = text(row, column);
        if (text.isEmpty() || text.equals("-")) {
            return null;
        }
        Matcher side = SIDE.matcher(text);
        boolean debit = side.find() && side.group(1).equalsIgnoreCase("DR");
        String number = SIDE.matcher(text).replaceFirst("").replaceFirst("(?i)^(INR|Rs\\.?)\\s*", "");
        String plain = cell(row, column).kind() == Cell.Kind.NUMBER
                ? number
                : formats.number().plain(number, true);
        if (plain == null) {
            throw new BadFile(
                    "not-a-number",
                    "%s: \"%s\" is not an amount as the layout %s writes it, for example %s."
                            .formatted(
                                    where,
                                    Amounts.shown(text),
                                    name,
                                    formats.number().pattern()));
        }
        BigDecimal amount = Amounts.parse(plain.replaceFirst("^-", ""), where);
        return debit != plain.startsWith("-") ? amount.negate() : amount;
    }

    /** Whether the amount itself says on which side it is. */
    @Nullable
    Boolean credit(Row row, String where) {
        String side = text(row, "side");
        Matcher suffix = SIDE.matcher(text(row, "amount"));
        String said = side.isEmpty() && suffix.find() ? suffix.group(1) : side;
        return switch (said.isEmpty() ? ' ' : Character.toUpperCase(said.charAt(0))) {
            case 'C' -> true;
            case 'D' -> false;
            case ' ' -> null;
            default -> throw BadFile.broken("%s: \"%s\" says neither Cr nor Dr.".formatted(where, Amounts.shown(said)));
        };
    }

    /** Whether nothing stands in the row but a narration. */
    boolean isNarrationOnly(Row row) {
        Integer at = columns.get("narration");
        if (at == null || row.cell(at).isBlank()) {
            return false;
        }
        for (int cell = 0; cell < row.size(); cell++) {
            if (cell != at && !row.cell(cell).isBlank()) {
                return false;
            }
        }
        return true;
    }
}
