package com.circledesk.payments.matching;

import com.circledesk.receivables.ChargeType;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the text beside a credit says of the open invoices.
 *
 * @param named invoices whose number stands there
 * @param months that it names, {@code types} the kinds of charge
 * @param pool what it leaves possible, oldest first
 * @param each what it leaves possible of each month that it spells, where there is more than one: something of each is paid
 * @param onAccount it says that no invoices are meant
 */
record Reading(
        TreeSet<Integer> named,
        SortedSet<YearMonth> months,
        Set<ChargeType> types,
        int[] pool,
        List<int[]> each,
        boolean onAccount) {
    private static final Pattern ON_ACCOUNT = Pattern.compile("\\b(ON ACCOUNT|ON A/C|ADVANCE)\\b");
    private static final Map<ChargeType, Pattern> WORDS = Map.of(
            ChargeType.RENTAL, Pattern.compile("\\b(RENT|RENTAL|RENTALS|IPFEE|IP FEE)\\b"),
            ChargeType.ENERGY, Pattern.compile("\\b(ENERGY|ELECTRICITY|EB|DIESEL|DG|POWER|FUEL)\\b"),
            ChargeType.LOADING, Pattern.compile("\\bLOADING\\b"),
            ChargeType.INTEREST, Pattern.compile("\\bINTEREST\\b"));

    static Reading of(String text, Shelf shelf) {
        InvoiceNumbers.Found numbers = shelf.numbers.in(text);
        Months.Found found = Months.in(numbers.rest());
        SortedSet<YearMonth> months = found.all();
        Set<ChargeType> types = EnumSet.noneOf(ChargeType.class);
        if (!months.isEmpty()) {
            WORDS.forEach((type, words) -> {
                if (words.matcher(numbers.rest()).find()) {
                    types.add(type);
                }
            });
        }
        boolean onAccount = numbers.items().isEmpty()
                && months.isEmpty()
                && ON_ACCOUNT.matcher(numbers.rest()).find();
        int[] pool = IntStream.of(shelf.all())
                .filter(item -> numbers.items().contains(item)
                        || (months.isEmpty() || isIn(months, shelf.period(item)))
                                && (types.isEmpty()
                                        || types.contains(
                                                shelf.invoices.get(item).chargeType())))
                .toArray();
        List<int[]> each = found.spelled().size() < 2
                ? List.of()
                : found.spelled().stream()
                        .map(month -> IntStream.of(pool)
                                .filter(item -> month.equals(shelf.period(item)))
                                .toArray())
                        .filter(items -> items.length > 0)
                        .toList();
        return new Reading(numbers.items(), months, types, pool, each, onAccount);
    }

    private static boolean isIn(SortedSet<YearMonth> months, @Nullable YearMonth period) {
        return period != null && months.contains(period);
    }

    boolean namesMonths() {
        return !months.isEmpty();
    }

    /** Whether these invoices can be what the text speaks of: all that it names; of its months only, and of each that it spells. */
    boolean allows(int[] items) {
        int named = 0;
        for (int item : items) {
            if (this.named.contains(item)) {
                named++;
            } else if (namesMonths() && Arrays.binarySearch(pool, item) < 0) {
                return false;
            }
        }
        return named == this.named.size()
                && each.stream().allMatch(month -> IntStream.of(items).anyMatch(item -> isIn(month, item)));
    }

    private static boolean isIn(int[] month, int item) {
        return Arrays.binarySearch(month, item) >= 0;
    }

    int[] namedItems() {
        return named.stream().mapToInt(Integer::intValue).toArray();
    }
}
