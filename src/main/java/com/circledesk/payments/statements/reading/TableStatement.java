package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import com.circledesk.imports.files.Limits;
import com.circledesk.imports.files.Row;
import com.circledesk.imports.files.TableFile;
import com.circledesk.imports.files.TableFiles;
import com.circledesk.imports.mappings.ColumnMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a table, the way Indian banks export it: a few lines about the account, the headers, the lines (a narration
 * may go on in rows of its own), and rows of totals and small print, which are passed over and counted.
 */
final class TableStatement {
    private static final int PREAMBLE_MAX = 60;
    private static final Pattern ORNAMENT = Pattern.compile("[*=_.\\-\\s]*");
    private static final Pattern OPENING =
            Pattern.compile("(?i)^\\W*+(opening balance|balance b/?f|b/f|brought forward)\\b.*+");
    private static final Pattern CLOSING =
            Pattern.compile("(?i)^\\W*+(closing balance|balance c/?f|c/f|carried forward)\\b.*+");
    private static final Pattern TOTAL =
            Pattern.compile("(?i)^\\W*+(grand total|sub ?total|page total|total|transaction total)\\b.*+");
    private static final Pattern END = Pattern.compile(
            "(?i)^\\W*+(statement summary|end of (the )?statement|this is a (computer|system)|generated (on|by)|unless the constituent|legends?|disclaimer)\\b.*+");

    private static final Pattern PERIOD = Pattern.compile(
            "(?i)\\bfrom\\W{0,5}+(\\d{1,2}+[-/. ]\\w{2,9}+[-/. ]\\d{2,4}+)\\W{1,5}+to\\W{0,5}+(\\d{1,2}+[-/. ]\\w{2,9}+[-/. ]\\d{2,4}+)");

    private final TableLayout layout;
    private final List<ReadLine> lines = new ArrayList<>();
    private final List<@Nullable BigDecimal> balances = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private @Nullable BigDecimal opening;
    private @Nullable BigDecimal closing;
    private long lastRow;
    private int skipped;
    private boolean over;

    private TableStatement(TableLayout layout) {
        this.layout = layout;
    }

    /** @param accounts numbers of the bank accounts that are known: one of them may stand above the table */
    static ReadStatement read(Path file, Limits limits, List<ColumnMapping> mappings, Collection<String> accounts) {
        try {
            return TableFiles.isWorkbook(file)
                    ? ofWorkbook(file, limits, mappings, accounts)
                    : ofText(file, limits, mappings, accounts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadStatement ofWorkbook(
            Path file, Limits limits, List<ColumnMapping> mappings, Collection<String> accounts) throws IOException {
        try (TableFile table = TableFiles.open(file, "", limits, null)) {
            List<String> above = new ArrayList<>();
            List<String> headers = table.headers();
            Row row = new Row();
            for (int at = 0; at < PREAMBLE_MAX; at++) {
                TableLayout layout = TableLayout.of(headers, mappings);
                if (layout != null) {
                    return new TableStatement(layout).read(table, above, accounts);
                }
                above.addAll(headers);
                if (!table.next(row)) {
                    break;
                }
                headers = texts(row);
            }
            throw unknown(mappings);
        }
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < row.size(); at++) {
            texts.add(row.cell(at).text());
        }
        return texts;
    }

    private static ReadStatement ofText(
            Path file, Limits limits, List<ColumnMapping> mappings, Collection<String> accounts) throws IOException {
        List<String> fileLines = StatementText.lines(StatementText.bytes(file));
        for (int at = 0; at < Math.min(fileLines.size(), PREAMBLE_MAX); at++) {
            for (String separator : List.of(",", ";", "\t")) {
                List<String> headers = Arrays.stream(fileLines.get(at).split(separator, -1))
                        .map(cell -> cell.replace("\"", "").strip())
                        .toList();
                TableLayout layout = TableLayout.of(headers, mappings);
                if (layout != null) {
                    String rest = String.join("\n", fileLines.subList(at, fileLines.size()));
                    try (TableFile table = TableFiles.ofText(rest, limits)) {
                        return new TableStatement(layout).read(table, fileLines.subList(0, at), accounts);
                    }
                }
            }
        }
        throw unknown(mappings);
    }

    private static BadFile unknown(List<ColumnMapping> mappings) {
        return new BadFile(
                "missing-column",
                "This is neither MT940, CAMT.053, CAMT.054 nor BAI2, and no row among the first %d holds the headers of a layout that is known for statements: %s. For another bank's table save a column mapping of statements first."
                        .formatted(
                                PREAMBLE_MAX,
                                mappings.stream().map(ColumnMapping::name).collect(Collectors.joining(", "))));
    }

    private ReadStatement read(TableFile table, List<String> above, Collection<String> accounts) {
        Row row = new Row();
        while (table.next(row)) {
            take(row);
        }
        orderAndCheck();
        remarks.add("Read as the layout %s, dates like %s; %,d rows that are no lines were passed over."
                .formatted(layout.name(), layout.sampleDay(), skipped));
        boolean known = opening != null && closing != null;
        List<LocalDate> period = lines.isEmpty() ? period(above) : List.of();
        return new ReadStatement(
                layout.name(),
                layout.account() == null ? account(above, accounts) : layout.account(),
                null,
                null,
                period.isEmpty() ? null : period.get(0),
                period.isEmpty() ? null : period.get(1),
                known ? opening : null,
                known ? closing : null,
                lines,
                skipped,
                remarks);
    }

    /** First and last day, if the lines above the table tell them; a table without lines has no other days. */
    private List<LocalDate> period(List<String> above) {
        Matcher told = PERIOD.matcher(String.join(" ", above));
        if (!told.find()) {
            return List.of();
        }
        return Stream.of(told.group(1), told.group(2))
                .map(day -> layout.day(day, "The period above the table", remarks))
                .toList();
    }

    private static @Nullable String account(List<String> above, Collection<String> accounts) {
        String digits = above.stream().map(Mt940::plainAccount).collect(Collectors.joining(" "));
        List<String> found = accounts.stream()
                .filter(account -> Pattern.compile("(?<![0-9])0*" + Pattern.quote(account) + "(?![0-9])")
                        .matcher(digits)
                        .find())
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private void take(Row row) {
        String where = "Row %,d under the headers".formatted(row.number());
        String label = label(row);
        if (over || isOrnament(row) || isHeaderAgain(row)) {
            skipped++;
        } else if (END.matcher(label).matches()) {
            over = true;
            skipped++;
        } else if (OPENING.matcher(label).matches()) {
            opening = opening == null ? layout.amount(row, "balance", where) : opening;
            skipped++;
        } else if (CLOSING.matcher(label).matches()) {
            closing = layout.amount(row, "balance", where);
            skipped++;
        } else if (TOTAL.matcher(label).matches()) {
            skipped++;
        } else if (layout.text(row, "booked_on").isEmpty()
                && layout.isNarrationOnly(row)
                && row.number() == lastRow + 1
                && !lines.isEmpty()) {
            goOn(layout.text(row, "narration"));
            lastRow = row.number();
        } else if (layout.text(row, "booked_on").isEmpty() && hasNoAmount(row)) {
            skipped++;
        } else {
            line(row, where);
            lastRow = row.number();
        }
    }

    /** The first words of a row, where a row of totals says what it is. A line has a date there, and its words after it. */
    private String label(Row row) {
        String first = "";
        for (int at = 0; at < row.size() && first.isEmpty(); at++) {
            first = row.cell(at).text();
        }
        String narration = layout.text(row, "narration");
        boolean labelled = OPENING.matcher(narration).matches()
                || CLOSING.matcher(narration).matches()
                || TOTAL.matcher(narration).matches();
        return labelled && hasNoAmount(row) || layout.text(row, "booked_on").isEmpty() && !narration.isEmpty()
                ? narration
                : first;
    }

    private boolean hasNoAmount(Row row) {
        return isNothing(layout.text(row, "credit"))
                && isNothing(layout.text(row, "debit"))
                && isNothing(layout.text(row, "amount"));
    }

    private static boolean isNothing(String text) {
        return text.isEmpty() || text.matches("[-0.,]*");
    }

    private static boolean isOrnament(Row row) {
        return texts(row).stream().allMatch(text -> ORNAMENT.matcher(text).matches());
    }

    private boolean isHeaderAgain(Row row) {
        String first = layout.text(row, "booked_on");
        return !first.isEmpty() && TableLayout.normalised(first).matches("(txn|transaction|value)?date.*");
    }

    private void goOn(String more) {
        ReadLine last = lines.remove(lines.size() - 1);
        String narration = Narration.plain(last.narration() + " " + more);
        lines.add(described(last, narration));
    }

    private static ReadLine described(ReadLine line, String narration) {
        return new ReadLine(
                line.bookedOn(),
                line.valueOn(),
                line.credit(),
                line.amount(),
                line.reference(),
                Narration.utr(line.reference() + " " + narration),
                line.remitterName() == null ? Narration.remitter(narration) : line.remitterName(),
                null,
                narration,
                Narration.isReturn(narration));
    }

    private void line(Row row, String where) {
        LocalDate bookedOn = layout.day(row, "booked_on", where, remarks);
        if (bookedOn == null) {
            throw new BadFile("missing", where + " has an amount but no date.");
        }
        LocalDate valueOn = layout.day(row, "value_on", where, remarks);
        BigDecimal signed = signed(row, where);
        if (signed.signum() == 0) {
            throw new BadFile("missing", where + " has a date but no amount.");
        }
        String narration = Narration.plain(layout.text(row, "narration"));
        String reference = Narration.orNull(layout.text(row, "reference"), 60);
        ReadLine bare = new ReadLine(
                bookedOn,
                valueOn == null ? bookedOn : valueOn,
                signed.signum() > 0,
                signed.abs(),
                reference == null || reference.matches("0+|-") ? "" : reference,
                null,
                null,
                null,
                narration,
                false);
        lines.add(described(bare, narration));
        balances.add(layout.amount(row, "balance", where));
    }

    private BigDecimal signed(Row row, String where) {
        BigDecimal amount = layout.amount(row, "amount", where);
        if (amount != null) {
            Boolean credit = layout.credit(row, where);
            if (credit == null) {
                throw new BadFile("missing", where + " does not say whether its amount is Cr or Dr.");
            }
            return credit ? amount.abs() : amount.abs().negate();
        }
        BigDecimal in = Objects.requireNonNullElse(layout.amount(row, "credit", where), BigDecimal.ZERO)
                .abs();
        BigDecimal out = Objects.requireNonNullElse(layout.amount(row, "debit", where), BigDecimal.ZERO)
                .abs();
        if (in.signum() > 0 && out.signum() > 0) {
            throw BadFile.broken(where + " has a credit and a debit; a line has one of them.");
        }
        return in.subtract(out);
    }

    /** The balance of every line proves that none is missing, and tells whether the newest stands first. */
    private void orderAndCheck() {
        if (lines.isEmpty() || balances.stream().anyMatch(Objects::isNull)) {
            return;
        }
        int broken = firstBreak();
        if (broken > 0) {
            Collections.reverse(lines);
            Collections.reverse(balances);
            if (firstBreak() > 0) {
                throw new BadFile(
                        "total-mismatch",
                        "After line %,d the balance does not follow: a line is missing or was changed. Nothing was taken; fetch the statement from the bank again."
                                .formatted(broken));
            }
        }
        BigDecimal first =
                Objects.requireNonNull(balances.get(0)).subtract(lines.get(0).signed());
        opening = opening == null ? first : opening;
        closing = closing == null ? balances.get(balances.size() - 1) : closing;
    }

    private int firstBreak() {
        for (int at = 1; at < lines.size(); at++) {
            BigDecimal expected = Objects.requireNonNull(balances.get(at - 1))
                    .add(lines.get(at).signed());
            if (expected.compareTo(Objects.requireNonNull(balances.get(at))) != 0) {
                return at;
            }
        }
        return 0;
    }
}
