package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import com.prowidesoftware.swift.io.parser.SwiftParser;
import com.prowidesoftware.swift.model.SwiftMessage;
import com.prowidesoftware.swift.model.Tag;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MT940, with the envelope of SWIFT or without it, as Indian banks send it. Each message from one {@code :20:} to the next
 * is a statement, or a page of one; what stands between messages is the banks' own.
 */
final class Mt940 {
    private static final Pattern BEGINS = Pattern.compile("(?m)^:(?:20|21|25|28C?|60[FM]|61|86|62[FM]|NS):");
    private static final Pattern BALANCE = Pattern.compile("([CD])(\\d{6})([A-Z]{3})([\\d.,]+)");
    private static final Pattern LINE =
            Pattern.compile("(\\d{6})(\\d{4}| {4})?(R[CD]|E[CD]|[CD])([A-Z])?([\\d.,]+)(.{0,4})(.*)", Pattern.DOTALL);
    private static final Pattern STRUCTURED = Pattern.compile("\\d{3}([^0-9A-Za-z ])00.*|\\d{3}(>).*", Pattern.DOTALL);

    private final List<String> remarks = new ArrayList<>();
    private final List<ReadLine> lines = new ArrayList<>();
    private @Nullable String account;
    private @Nullable String number;
    private @Nullable Balance opening;
    private @Nullable Balance closing;
    private int skipped;
    private int entry;

    private record Balance(BigDecimal amount, String currency, LocalDate on) {}

    private Mt940() {}

    static boolean isOne(String text) {
        return text.startsWith("{1:")
                || BEGINS.matcher(text.substring(0, Math.min(text.length(), 4000)))
                        .find();
    }

    static List<ReadStatement> read(List<String> fileLines) {
        List<ReadStatement> statements = new ArrayList<>();
        for (List<String> message : messages(fileLines)) {
            statements.add(new Mt940().statement(tags(message), statements.size() + 1));
        }
        return statements;
    }

    /** Cut at each {@code :20:}; nothing of a message stands before its first or after its end. */
    private static List<List<String>> messages(List<String> fileLines) {
        List<List<String>> messages = new ArrayList<>();
        boolean open = false;
        for (int at = 0; at < fileLines.size(); at++) {
            String line = stripped(fileLines.get(at));
            if (line.startsWith(":20:")) {
                messages.add(new ArrayList<>());
                open = true;
            } else if (line.equals("-") || line.startsWith("-}") || line.startsWith("-XXX")) {
                open = false;
                continue;
            } else if (!open && BEGINS.matcher(line).find()) {
                throw BadFile.broken(
                        "Line %,d, \"%s\", stands outside of any statement: each begins with :20: and ends with a line that holds a hyphen. The file is not whole."
                                .formatted(at + 1, Amounts.shown(line)));
            }
            if (open && !line.isBlank()) {
                messages.get(messages.size() - 1).add(line);
            }
        }
        if (messages.isEmpty()) {
            throw BadFile.broken(
                    "No statement begins in this file: an MT940 message begins with :20: within the text block {4:.");
        }
        return messages;
    }

    /** The first line of a message may share its line with the envelope. */
    private static String stripped(String line) {
        String text = line.replace("\u0001", "").replace("\u0003", "");
        int block = text.indexOf("{4:");
        return (block < 0 ? text : text.substring(block + 3)).stripTrailing();
    }

    /** The library reads whole messages only: a bare body is put into an envelope first. */
    private static List<Tag> tags(List<String> message) {
        String body = String.join("\r\n", message);
        try {
            SwiftMessage parsed = new SwiftParser(
                            "{1:F01BANKINBBAXXX0000000000}{2:O9400000000000BANKINBBAXXX00000000000000000000N}{4:\r\n"
                                    + body + "\r\n-}")
                    .message();
            List<Tag> tags = parsed == null || parsed.getBlock4() == null
                    ? List.of()
                    : parsed.getBlock4().getTags();
            long entries =
                    message.stream().filter(line -> line.startsWith(":61:")).count();
            long read = tags.stream().filter(tag -> tag.getName().equals("61")).count();
            if (entries != read) {
                throw BadFile.broken(
                        "Only %,d of the %,d entries (:61:) of a statement could be read. The file is damaged."
                                .formatted(read, entries));
            }
            return tags;
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadFile bad) {
                throw bad;
            }
            BadFile bad = BadFile.broken("The file looks like MT940 but cannot be read as that.");
            bad.initCause(e);
            throw bad;
        }
    }

    private ReadStatement statement(List<Tag> tags, int position) {
        boolean afterEntry = false;
        for (Tag tag : tags) {
            String value = Objects.requireNonNullElse(tag.getValue(), "").strip();
            String name = String.valueOf(tag.getName());
            switch (name) {
                case "25", "25P" -> account = plainAccount(value.split("\\R")[0]);
                case "28", "28C" -> number = Narration.orNull(value, 60);
                case "60F", "60M" -> opening = balance(value, "the opening balance (:60F:)", position);
                case "62F", "62M" -> closing = balance(value, "the closing balance (:62F:)", position);
                case "61" -> entry(value, position);
                case "86" -> {
                    if (afterEntry) {
                        describe(value);
                    }
                }
                default -> {}
            }
            afterEntry = name.equals("61") || afterEntry && (name.equals("86") || name.equals("NS"));
        }
        return statement(position);
    }

    private ReadStatement statement(int position) {
        String which = "Statement %,d of the file".formatted(position);
        Balance first = required(opening, which, "opening balance (:60F:)");
        Balance last = required(closing, which, "closing balance (:62F:)");
        if (account == null) {
            throw BadFile.broken(which + " does not say of which account it is (:25:).");
        }
        // The opening balance is that of the day before, as a rule.
        LocalDate from = lines.isEmpty() ? last.on() : null;
        // What moved nothing stood for a balance or a remark; it was kept until its description had passed.
        lines.removeIf(line -> line.amount().signum() == 0);
        return new ReadStatement(
                "MT940",
                account,
                number,
                last.currency(),
                from,
                last.on(),
                first.amount(),
                last.amount(),
                lines,
                skipped,
                remarks);
    }

    private static Balance required(@Nullable Balance balance, String which, String what) {
        if (balance == null) {
            throw BadFile.broken("%s has no %s: the file is cut short or damaged.".formatted(which, what));
        }
        return balance;
    }

    static String plainAccount(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z/]", "");
    }

    private Balance balance(String value, String what, int position) {
        Matcher match = BALANCE.matcher(value.replaceAll("\\s", ""));
        String where = "Statement %,d, %s".formatted(position, what);
        if (!match.matches()) {
            throw BadFile.broken("%s cannot be read: \"%s\".".formatted(where, Amounts.shown(value)));
        }
        BigDecimal amount = Amounts.parse(match.group(4), where);
        return new Balance(
                match.group(1).equals("D") ? amount.negate() : amount,
                match.group(3),
                Amounts.day(match.group(2), where, remarks));
    }

    private void entry(String value, int position) {
        String where = "Statement %,d, entry %,d (:61:)".formatted(position, ++entry);
        Matcher match = LINE.matcher(value);
        if (!match.matches()) {
            throw BadFile.broken("%s cannot be read: \"%s\".".formatted(where, Amounts.shown(value)));
        }
        LocalDate valueOn = Amounts.day(match.group(1), where, remarks);
        LocalDate bookedOn = bookedOn(valueOn, match.group(2), where);
        String mark = match.group(3);
        BigDecimal amount = Amounts.parse(match.group(5), where);
        if (amount.signum() == 0) {
            skipped++;
            lines.add(new ReadLine(bookedOn, valueOn, true, amount, "", null, null, null, "", false));
            return;
        }
        String[] parts = match.group(7).split("\\R", 2);
        String[] references = parts[0].split("//", 2);
        String theirs = references[0].strip();
        String ours = references.length > 1 ? references[1].strip() : "";
        String reference = isReference(ours) ? ours : isReference(theirs) ? theirs : "";
        String more = parts.length > 1 ? Narration.plain(parts[1]) : "";
        lines.add(new ReadLine(
                bookedOn,
                valueOn,
                mark.equals("C") || mark.equals("EC") || mark.equals("RD"),
                amount,
                Narration.plain(reference.length() > 60 ? reference.substring(0, 60) : reference),
                Narration.utr(theirs + " " + ours + " " + more),
                null,
                null,
                more,
                mark.startsWith("R")));
    }

    private static boolean isReference(String text) {
        return !text.isEmpty() && !text.equals("NONREF");
    }

    /** Without a day of its own it was booked on its value date; the year is the value date's, unless a year ended between. */
    private LocalDate bookedOn(LocalDate valueOn, @Nullable String monthAndDay, String where) {
        if (monthAndDay == null || monthAndDay.isBlank()) {
            return valueOn;
        }
        int months = Integer.parseInt(monthAndDay.substring(0, 2)) - valueOn.getMonthValue();
        int year = valueOn.getYear() + (months > 6 ? -1 : months < -6 ? 1 : 0);
        return Amounts.day(year, monthAndDay, monthAndDay, where, remarks);
    }

    /** What {@code :86:} says of the entry before it: free text, or numbered fields. */
    private void describe(String value) {
        ReadLine line = lines.remove(lines.size() - 1);
        if (line.amount().signum() == 0) {
            lines.add(line);
            return;
        }
        Structured fields = Structured.of(value);
        String narration = Narration.plain(line.narration() + " " + fields.text());
        String all = line.reference() + " " + narration;
        lines.add(new ReadLine(
                line.bookedOn(),
                line.valueOn(),
                line.credit(),
                line.amount(),
                line.reference(),
                line.utr() == null ? Narration.utr(all) : line.utr(),
                fields.name() == null ? Narration.remitter(narration) : fields.name(),
                fields.account(),
                narration,
                line.isReturn() || Narration.isReturn(narration)));
    }

    /** {@code 166?00GUTSCHRIFT?20…?32NAME} and its like. */
    private record Structured(
            String text, @Nullable String name, @Nullable String account) {
        static Structured of(String value) {
            Matcher match = STRUCTURED.matcher(value);
            if (!match.matches()) {
                return new Structured(value, null, null);
            }
            String separator = Objects.requireNonNullElse(match.group(1), ">");
            StringBuilder text = new StringBuilder();
            StringBuilder name = new StringBuilder();
            String account = null;
            for (String field : value.replaceAll("\\R", "").substring(3).split(Pattern.quote(separator))) {
                String code = field.length() < 2 ? "" : field.substring(0, 2);
                String said = field.length() < 2 ? "" : field.substring(2);
                if (code.matches("2\\d|6[0-3]")) {
                    text.append(said);
                } else if (code.equals("00")) {
                    text.append(said).append(' ');
                } else if (code.matches("3[23]")) {
                    name.append(said);
                } else if (code.equals("31") || code.equals("38")) {
                    account = Narration.orNull(said, 40);
                }
            }
            return new Structured(text.toString(), Narration.orNull(name.toString(), 200), account);
        }
    }
}
