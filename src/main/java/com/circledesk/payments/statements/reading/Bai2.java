package com.circledesk.payments.statements.reading;

import com.circledesk.imports.files.BadFile;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BAI2: records of fields, each group and account closed by a control total, which is checked. Amounts are in paise. */
final class Bai2 {
    private static final Set<String> RETURNS = Set.of("252", "555", "557");
    private static final String CUT = "The file is cut short or damaged.";

    /** @param records lines of the file it takes, continuations counted */
    private record Item(int line, List<String> fields, int records) {
        String field(int at) {
            return at < fields.size() ? fields.get(at).strip() : "";
        }

        String code() {
            return field(0);
        }

        String where() {
            return "Line %,d".formatted(line);
        }
    }

    private final List<ReadStatement> statements = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private List<ReadLine> lines = new ArrayList<>();
    private @Nullable Item account;
    private @Nullable LocalDate asOf;
    private String currency = "";
    private @Nullable BigDecimal opening;
    private @Nullable BigDecimal closing;
    private BigDecimal accountSum = BigDecimal.ZERO;
    private BigDecimal groupSum = BigDecimal.ZERO;
    private BigDecimal fileSum = BigDecimal.ZERO;
    private int accountRecords;
    private boolean ended;

    private Bai2() {}

    static List<ReadStatement> read(List<String> fileLines) {
        Bai2 file = new Bai2();
        for (Item item : items(fileLines)) {
            if (file.ended) {
                throw BadFile.broken(item.where() + " stands after the end of the file (record 99).");
            }
            file.take(item);
        }
        if (!file.ended) {
            throw BadFile.broken("The file has no end (record 99). " + CUT);
        }
        if (file.statements.isEmpty()) {
            throw BadFile.broken("The file holds no account (record 03).");
        }
        return file.statements;
    }

    /** A record goes on in those of code 88 that follow it. */
    private static List<Item> items(List<String> fileLines) {
        List<Item> items = new ArrayList<>();
        for (int at = 0; at < fileLines.size(); at++) {
            String line = fileLines.get(at).strip();
            if (line.isEmpty()) {
                continue;
            }
            boolean closed = line.endsWith("/");
            List<String> fields = List.of((closed ? line.substring(0, line.length() - 1) : line).split(",", -1));
            if (!fields.get(0).strip().equals("88")) {
                items.add(new Item(at + 1, fields, 1));
            } else if (items.isEmpty()) {
                throw BadFile.broken("Line %,d goes on with a record that never began.".formatted(at + 1));
            } else {
                Item before = items.remove(items.size() - 1);
                List<String> joined = new ArrayList<>(before.fields());
                joined.addAll(fields.subList(1, fields.size()));
                items.add(new Item(before.line(), joined, before.records() + 1));
            }
        }
        return items;
    }

    private void take(Item item) {
        switch (item.code()) {
            case "01" -> {}
            case "02" -> {
                asOf = item.field(4).matches("\\d{6}") ? Amounts.day(item.field(4), item.where(), remarks) : null;
                currency = item.field(6);
                groupSum = BigDecimal.ZERO;
            }
            case "03" -> begin(item);
            case "16" -> line(item);
            case "49" -> endAccount(item);
            case "98" -> {
                check(item, groupSum, "group");
                fileSum = fileSum.add(groupSum);
            }
            case "99" -> {
                check(item, fileSum, "file");
                ended = true;
            }
            default ->
                throw BadFile.broken("%s is of no kind that BAI2 knows: \"%s\"."
                        .formatted(item.where(), Amounts.shown(item.code())));
        }
    }

    private void begin(Item item) {
        if (account != null) {
            throw BadFile.broken("%s begins an account before the one before it has ended (record 49). %s"
                    .formatted(item.where(), CUT));
        }
        account = item;
        lines = new ArrayList<>();
        opening = closing = null;
        accountSum = BigDecimal.ZERO;
        accountRecords = item.records();
        // Groups of type code, amount, item count and funds type; a balance may stand without its last fields.
        for (int at = 3; at + 1 < item.fields().size(); at += 4) {
            String code = item.field(at);
            if (code.isEmpty() || item.field(at + 1).isEmpty()) {
                continue;
            }
            BigDecimal amount = paise(item.field(at + 1), item);
            accountSum = accountSum.add(amount);
            if (code.equals("010")) {
                opening = amount;
            } else if (code.equals("015")) {
                closing = amount;
            }
        }
    }

    private void line(Item item) {
        if (account == null) {
            throw BadFile.broken(item.where() + " is a line of no account (record 03 is missing). " + CUT);
        }
        accountRecords += item.records();
        BigDecimal amount = paise(item.field(2), item);
        accountSum = accountSum.add(amount);
        LocalDate on = asOf;
        if (on == null) {
            throw BadFile.broken("The group does not say of which day it is (record 02).");
        }
        String fundsType = item.field(3);
        int next = switch (fundsType) {
            case "V" -> 6;
            case "S" -> 7;
            case "D" -> 5 + 2 * count(item.field(4), item);
            default -> 4;
        };
        LocalDate valueOn = fundsType.equals("V") && item.field(4).matches("\\d{6}")
                ? Amounts.day(item.field(4), item.where(), remarks)
                : on;
        String reference = item.field(next);
        String text = next + 2 < item.fields().size()
                ? Narration.plain(String.join(
                        " ", item.fields().subList(next + 2, item.fields().size())))
                : "";
        int type = count(item.field(1), item);
        if (amount.signum() != 0 && type >= 100 && type < 700) {
            lines.add(new ReadLine(
                    on,
                    valueOn,
                    type < 400,
                    amount,
                    Objects.requireNonNullElse(Narration.orNull(reference, 60), ""),
                    Narration.utr(reference + " " + item.field(next + 1) + " " + text),
                    Narration.remitter(text),
                    null,
                    text,
                    RETURNS.contains(item.field(1)) || Narration.isReturn(text)));
        }
    }

    private static int count(String text, Item item) {
        if (!text.matches("\\d{1,3}")) {
            throw BadFile.broken(
                    "%s cannot be read: \"%s\" is no number.".formatted(item.where(), Amounts.shown(text)));
        }
        return Integer.parseInt(text);
    }

    private static BigDecimal paise(String text, Item item) {
        if (!text.matches("[+-]?\\d{1,15}")) {
            throw new BadFile(
                    "not-a-number",
                    "%s: \"%s\" is not an amount; BAI2 writes paise without a point."
                            .formatted(item.where(), Amounts.shown(text)));
        }
        return new BigDecimal(text).movePointLeft(2).setScale(2);
    }

    private void endAccount(Item item) {
        Item begun = account;
        if (begun == null) {
            throw BadFile.broken(item.where() + " ends an account that never began. " + CUT);
        }
        check(item, accountSum, "account " + begun.field(1));
        String records = item.field(2);
        if (!records.isEmpty() && !records.equals(Integer.toString(accountRecords + 1))) {
            throw new BadFile(
                    "total-mismatch",
                    "%s says the account has %s records, but %,d are there: the file is not whole."
                            .formatted(item.where(), Amounts.shown(records), accountRecords + 1));
        }
        boolean known = opening != null && closing != null;
        statements.add(new ReadStatement(
                "BAI2",
                Mt940.plainAccount(begun.field(1)),
                null,
                begun.field(2).isEmpty() ? currency : begun.field(2),
                asOf,
                asOf,
                known ? opening : null,
                known ? closing : null,
                lines,
                0,
                remarks));
        groupSum = groupSum.add(accountSum);
        account = null;
    }

    private static void check(Item item, BigDecimal sum, String what) {
        BigDecimal control = paise(item.field(1), item);
        if (control.compareTo(sum) != 0) {
            throw new BadFile(
                    "total-mismatch",
                    "%s: the control total of the %s is %s, but its amounts sum to %s. Nothing was taken: the file is not whole."
                            .formatted(item.where(), what, ReadStatement.rupees(control), ReadStatement.rupees(sum)));
        }
    }
}
