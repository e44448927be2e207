package com.circledesk.payments.reconcile.web;

import com.circledesk.forms.AmountText;
import com.circledesk.forms.DateText;
import com.circledesk.forms.FormKey;
import com.circledesk.payments.posting.Settlement;
import com.circledesk.receivables.Words;
import com.circledesk.receivables.allocations.Allocate;
import com.circledesk.receivables.allocations.LeftOver;
import com.circledesk.receivables.allocations.OpenInvoice;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What becomes of a credit, as it is filled in, every value as it was typed.
 *
 * @param lines all rows; sent are those of the page that is shown, the others as {@link KeptRows}
 * @param before the rows before those that are shown; it and {@code after} are blank once the rows are joined
 * @param page which of its pages is shown, from 0
 * @param next the credit to show after this one, or blank
 */
record ReconcileForm(
        @Nullable String credit,
        @Nullable List<Line> lines,
        @Nullable String before,
        @Nullable String after,
        @Nullable String page,
        @Nullable String onAccount,
        @Nullable String effectiveOn,
        @Nullable String reason,
        @Nullable String find,
        @Nullable String next,
        @Nullable String key) {
    /** So many are looked at without losing oneself, and are far from what a form may hold. */
    static final int SHOWN = 100;

    private static final int REASON_LENGTH_MAX = 500;
    private static final int WHY_LENGTH_MAX = 200;

    ReconcileForm {
        lines = KeptRows.join(before, lines, after);
        before = "";
        after = "";
    }

    /** @param left what becomes of what stays open: a way to settle it, or why it stays open; blank: nothing is said */
    record Line(
            @Nullable String invoiceNo,
            @Nullable String cash,
            @Nullable String tds,
            @Nullable String gstTds,
            @Nullable String deduction,
            @Nullable String deductionReason,
            @Nullable String left,
            @Nullable String ticked) {
        static Line of(Allocate.Line line) {
            return new Line(
                    line.invoiceNo(),
                    text(line.amount()),
                    text(line.tds()),
                    text(line.gstTds()),
                    text(line.deduction()),
                    line.deductionReason(),
                    said(line.leftOver()),
                    "");
        }

        /** Nothing is said of it yet. */
        static Line listed(String invoiceNo) {
            return new Line(invoiceNo, "", "", "", "", "", "", "");
        }

        private static String text(Money amount) {
            return amount.isZero() ? "" : amount.toString();
        }

        private static String said(@Nullable LeftOver left) {
            if (left == null) {
                return "";
            }
            return left.way().settles() ? left.way().name() : Objects.requireNonNullElse(left.why(), "");
        }

        public String number() {
            return ReconcileForm.text(invoiceNo).strip();
        }

        boolean takesOff() {
            return Stream.of(LeftOver.Way.values())
                    .anyMatch(way -> way.settles() && way.name().equals(ReconcileForm.text(left)));
        }

        boolean isBlank() {
            return Stream.of(cash, tds, gstTds, deduction)
                            .allMatch(each -> ReconcileForm.text(each).isBlank())
                    && !takesOff();
        }

        Line with(String said) {
            return new Line(invoiceNo, cash, tds, gstTds, deduction, deductionReason, said, ticked);
        }

        Line asTicked(@Nullable String tick) {
            return new Line(invoiceNo, cash, tds, gstTds, deduction, deductionReason, left, tick);
        }

        public boolean isTicked() {
            return !ReconcileForm.text(ticked).isBlank();
        }

        /** Spelt in one way. */
        String key() {
            return number().toLowerCase(Locale.ROOT);
        }

        Money given() {
            return AmountText.parseOrZero(cash).orElse(Money.ZERO);
        }

        /** What it lowers the invoice by, before the left-over; what cannot be read counts as nothing. */
        Money settles() {
            return Stream.of(cash, tds, gstTds, deduction)
                    .map(each -> AmountText.parseOrZero(each).orElse(Money.ZERO))
                    .reduce(Money.ZERO, Money::plus);
        }
    }

    /** @param rows for each line of the command the row of the form that it came from */
    record Parsed(Settlement command, List<Integer> rows) {}

    static ReconcileForm of(Settlement suggestion, String next) {
        return new ReconcileForm(
                suggestion.receiptNo(),
                suggestion.lines().stream().map(Line::of).toList(),
                "",
                "",
                "",
                suggestion.onAccount().isZero() ? "" : suggestion.onAccount().toString(),
                "",
                "",
                "",
                next,
                FormKey.fresh().toString());
    }

    static ReconcileForm empty(String credit, String next) {
        return new ReconcileForm(
                credit,
                List.of(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                next,
                FormKey.fresh().toString());
    }

    ReconcileForm with(List<Line> those, String account) {
        return new ReconcileForm(credit, those, "", "", page, account, effectiveOn, reason, "", next, key);
    }

    /** Shows the page on which the row is. */
    ReconcileForm showing(int row) {
        return turned(String.valueOf(row / SHOWN));
    }

    ReconcileForm turned(String to) {
        return new ReconcileForm(credit, lines, "", "", to, onAccount, effectiveOn, reason, find, next, key);
    }

    public List<Line> ticked() {
        return rows().stream().filter(Line::isTicked).toList();
    }

    /** What is asked for is done to the ticked rows, or to all. */
    Predicate<Line> meant() {
        return ticked().isEmpty() ? line -> true : Line::isTicked;
    }

    public List<Line> rows() {
        return lines == null ? List.of() : lines;
    }

    public int pages() {
        return Math.max(1, (rows().size() + SHOWN - 1) / SHOWN);
    }

    /** Which is shown: the last where it would be beyond. */
    public int shown() {
        String typed = text(page);
        boolean number =
                !typed.isEmpty() && typed.length() <= 4 && typed.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.min(Integer.parseInt(typed), pages() - 1) : 0;
    }

    /** The first row that is shown. */
    public int from() {
        return shown() * SHOWN;
    }

    public List<Line> visible() {
        return rows().subList(from(), until());
    }

    private int until() {
        return Math.min(rows().size(), from() + SHOWN);
    }

    public String keptBefore() {
        return KeptRows.text(rows().subList(0, from()));
    }

    public String keptAfter() {
        return KeptRows.text(rows().subList(until(), rows().size()));
    }

    /** What is given to invoices; what cannot be read counts as nothing. */
    public Money cash() {
        return sum(rows());
    }

    /** What is given to those that are not shown. */
    public Money cashElsewhere() {
        return sum(elsewhere());
    }

    /** The rows that are not shown. */
    List<Line> elsewhere() {
        return Stream.concat(rows().subList(0, from()).stream(), rows().subList(until(), rows().size()).stream())
                .toList();
    }

    static Money sum(List<Line> those) {
        return those.stream().map(Line::given).reduce(Money.ZERO, Money::plus);
    }

    public Money account() {
        return AmountText.parseOrZero(onAccount).orElse(Money.ZERO);
    }

    /** Empty, with every fault noted, if it cannot be read or leaves something unsaid. */
    Optional<Parsed> parse(
            Map<String, OpenInvoice> open, @Nullable String rule, String noReason, BindingResult errors) {
        List<Allocate.Line> parsed = new ArrayList<>();
        List<Integer> at = new ArrayList<>();
        for (int row = 0; row < rows().size(); row++) {
            Line line = rows().get(row);
            if (!line.isBlank()) {
                parsed.add(line(row, line, open.get(line.key()), errors));
                at.add(row);
            }
        }
        LocalDate day = DateText.parse(effectiveOn).orElse(null);
        if (day == null && !DateText.isBlank(effectiveOn)) {
            errors.rejectValue("effectiveOn", "not-a-date", DateText.HINT);
        }
        if (text(reason).length() > REASON_LENGTH_MAX) {
            errors.rejectValue("reason", "too-long", "A remark has at most 500 characters.");
        }
        Money kept = AmountText.parseOrZero(onAccount).orElseGet(() -> {
            errors.rejectValue("onAccount", "not-a-number", "“%s” %s".formatted(onAccount, AmountText.HINT));
            return Money.ZERO;
        });
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        String why = text(reason).isBlank() ? noReason : text(reason).strip();
        return Optional.of(new Parsed(new Settlement(text(credit), parsed, kept, day, why, rule), List.copyOf(at)));
    }

    private static Allocate.Line line(int row, Line line, @Nullable OpenInvoice invoice, BindingResult errors) {
        Allocate.Line paid = new Allocate.Line(
                line.number(),
                amount(row, "cash", line.cash(), errors),
                amount(row, "tds", line.tds(), errors),
                amount(row, "gstTds", line.gstTds(), errors),
                amount(row, "deduction", line.deduction(), errors),
                text(line.deductionReason()).isBlank()
                        ? null
                        : text(line.deductionReason()).strip());
        if (text(line.deductionReason()).length() > WHY_LENGTH_MAX) {
            errors.rejectValue("lines[%d].deductionReason".formatted(row), "too-long", "At most 200 characters.");
        }
        if (invoice == null) {
            return paid;
        }
        Money rest = invoice.open().minus(paid.settles());
        if (rest.isZero()) {
            return paid;
        }
        return paid.with(leftOver(row, line, rest, errors));
    }

    private static @Nullable LeftOver leftOver(int row, Line line, Money rest, BindingResult errors) {
        String said = text(line.left());
        if (said.isBlank() || rest.isNegative() && !said.equals(LeftOver.Way.ROUND_OFF.name())) {
            errors.rejectValue(
                    "lines[%d].left".formatted(row),
                    "difference-not-named",
                    rest.isNegative()
                            ? "That is %s more than is open of invoice %s."
                                    .formatted(Words.rupees(rest.negated()), line.number())
                            : "Say what becomes of %s that stays open of invoice %s."
                                    .formatted(Words.rupees(rest), line.number()));
            return null;
        }
        return switch (said) {
            case "ROUND_OFF" -> LeftOver.roundOff(rest);
            case "WRITE_OFF" -> LeftOver.writeOff(rest);
            default -> LeftOver.shortOf(rest, said);
        };
    }

    private static Money amount(int row, String field, @Nullable String typed, BindingResult errors) {
        return AmountText.parseOrZero(typed).orElseGet(() -> {
            errors.rejectValue(
                    "lines[%d].%s".formatted(row, field), "not-a-number", "“%s” %s".formatted(typed, AmountText.HINT));
            return Money.ZERO;
        });
    }

    static Map<String, OpenInvoice> byNumber(List<OpenInvoice> open) {
        return open.stream()
                .collect(Collectors.toMap(invoice -> invoice.invoiceNo().toLowerCase(Locale.ROOT), invoice -> invoice));
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
