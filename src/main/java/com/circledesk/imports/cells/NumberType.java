package com.circledesk.imports.cells;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number with its bounds.
 *
 * @param noun what the sentence calls it: an amount, a whole number
 * @param decimalsMax decimals that are kept; a money column refuses more, a coordinate is rounded
 * @param rounded whether further decimals are rounded away instead of being a fault
 */
public record NumberType(String noun, String sqlType, int decimalsMax, boolean rounded, BigDecimal min, BigDecimal max)
        implements CellType {
    /** Amounts have at most twelve digits before the point. */
    private static final BigDecimal AMOUNT_MAX = new BigDecimal("999999999999.99");

    private static final BigDecimal PAISA = new BigDecimal("0.01");

    public static NumberType positiveAmount() {
        return amount(PAISA);
    }

    public static NumberType amountFromZero() {
        return amount(BigDecimal.ZERO);
    }

    public static NumberType signedAmount() {
        return amount(AMOUNT_MAX.negate());
    }

    public static NumberType wholeNumber(int min, int max) {
        return new NumberType("a whole number", "integer", 0, false, new BigDecimal(min), new BigDecimal(max));
    }

    public static NumberType degrees(int limit) {
        BigDecimal bound = new BigDecimal(limit);
        return new NumberType("a number of degrees", "numeric(9, 6)", 6, true, bound.negate(), bound);
    }

    private static NumberType amount(BigDecimal min) {
        return new NumberType("an amount", "numeric(15, 2)", 2, false, min, AMOUNT_MAX);
    }

    @Override
    public boolean isAmount() {
        return sqlType.equals("numeric(15, 2)");
    }

    @Override
    public String allowed() {
        if (!isAmount()) {
            return noun.substring(noun.indexOf(' ') + 1) + " from " + min + " to " + max;
        }
        return min.signum() < 0
                ? "amount with at most two decimals, may be negative"
                : "amount with at most two decimals, " + (min.signum() > 0 ? "above zero" : "not negative");
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        boolean number = cell.kind() == Cell.Kind.NUMBER;
        NumberFormat format = number ? NumberFormat.PLAIN : formats.number();
        @Nullable
        String plain =
                cell.kind() == Cell.Kind.DATE ? null : format.plain(cell.text(), !number && formats.trailingMinus());
        if (plain == null) {
            throw new BadCell("not-a-number", notANumber(cell, format));
        }
        BigDecimal value = new BigDecimal(plain);
        if (value.scale() > decimalsMax && !rounded) {
            throw new BadCell("too-many-decimals", tooManyDecimals(cell));
        }
        requireRange(value, cell);
        return plain;
    }

    private void requireRange(BigDecimal value, Cell cell) throws BadCell {
        if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
            return;
        }
        String shown = BadCell.quoted(cell.text());
        if (value.signum() < 0 && min.signum() >= 0) {
            throw new BadCell("negative", shown + " is negative; only " + positive() + " are allowed here.");
        }
        if (value.signum() == 0 && min.signum() > 0) {
            throw new BadCell("zero", shown + " is zero; only " + positive() + " are allowed here.");
        }
        throw new BadCell(
                "out-of-range",
                "%s is out of range. It must lie between %s and %s."
                        .formatted(shown, min.toPlainString(), max.toPlainString()));
    }

    private String positive() {
        String numbers = isAmount() ? "amounts" : "numbers";
        return min.signum() > 0 ? numbers + " above zero" : numbers + " from zero up";
    }

    private String notANumber(Cell cell, NumberFormat format) {
        String allowed = decimalsMax == 0
                ? "Write digits only, for example 30."
                : format == NumberFormat.PLAIN
                        ? "Write digits with at most two decimals, for example 100000.00; other formats are declared in a column mapping."
                        : "The declared format is " + format.pattern() + ".";
        return "%s is not %s. %s".formatted(BadCell.quoted(cell.text()), noun, allowed);
    }

    private String tooManyDecimals(Cell cell) {
        return decimalsMax == 0
                ? "%s has decimals. Write a whole number.".formatted(BadCell.quoted(cell.text()))
                : "%s has more than %d decimals. Write at most %d, for example 100000.00."
                        .formatted(BadCell.quoted(cell.text()), decimalsMax, decimalsMax);
    }

    @Override
    public String example() {
        return isAmount() ? "118000.00" : decimalsMax == 0 ? "30" : "19.076000";
    }
}
