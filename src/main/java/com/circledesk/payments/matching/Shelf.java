package com.circledesk.payments.matching;

import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A book made ready for many credits: invoices oldest first, nets under each treatment, runs and months. */
final class Shelf {
    private static final Comparator<OpenInvoice> OLDEST_FIRST = Comparator.comparing(OpenInvoice::dueDate)
            .thenComparing(OpenInvoice::invoiceDate)
            .thenComparing(OpenInvoice::invoiceNo);
    /** How often tax is deducted as expected, and the other rates together; in millionths. */
    private static final long USUAL = 700_000;

    private static final long UNUSUAL = 300_000;
    final Book book;
    final List<OpenInvoice> invoices;
    final List<Treatment> treatments;
    final List<int[]> orders;
    final List<int[]> months;
    final InvoiceNumbers numbers;
    final Grain grain;
    final long meanNet;
    final Spread spread;
    /** By position: the first that has the same kind, amounts and tax. */
    final int[] alike;

    Shelf(Book book) {
        this.book = book;
        this.invoices = book.invoices().stream().sorted(OLDEST_FIRST).toList();
        this.treatments = treatments();
        this.orders = orders();
        this.months = months();
        this.grain = new Grain(treatments.get(0).net());
        this.numbers = new InvoiceNumbers(invoices);
        this.alike = alike();
        this.meanNet = invoices.isEmpty() ? 1 : Math.max(1, treatments.get(0).net(all()) / invoices.size());
        this.spread = new Spread(treatments.get(0).net(), meanNet, ByArithmetic.PICKS_MAX);
    }

    private int[] alike() {
        record Look(ChargeType type, Money total, Money open, Money disputed, ExpectedTax tax) {}
        Map<Look, Integer> first = new HashMap<>();
        return IntStream.of(all())
                .map(item -> {
                    OpenInvoice it = invoices.get(item);
                    return Objects.requireNonNull(first.merge(
                            new Look(it.chargeType(), it.total(), it.open(), it.disputed(), it.tax()),
                            item,
                            (earlier, later) -> earlier));
                })
                .toArray();
    }

    /** Whether they look the same, taken together. */
    boolean areAlike(int[] some, int[] others) {
        return Arrays.equals(looks(some), looks(others));
    }

    private int[] looks(int[] items) {
        return IntStream.of(items).map(item -> alike[item]).sorted().toArray();
    }

    int[] all() {
        return IntStream.range(0, invoices.size()).toArray();
    }

    @Nullable
    YearMonth period(int item) {
        return invoices.get(item).period();
    }

    private List<Treatment> treatments() {
        List<TaxRate> rates = new ArrayList<>();
        for (boolean onGross : new boolean[] {false, true}) {
            for (BigDecimal percent : book.otherRates()) {
                if (!onGross || percent.signum() > 0) {
                    rates.add(new TaxRate(percent, onGross));
                }
            }
        }
        long each = UNUSUAL / (rates.size() + 2);
        List<Treatment> made = new ArrayList<>();
        for (Treatment.Rounding rounding : Treatment.Rounding.values()) {
            add(made, Treatment.expected(invoices, rounding, USUAL));
        }
        for (Treatment.Rounding rounding : Treatment.Rounding.values()) {
            add(made, Treatment.certificate(invoices, rounding, each));
            for (TaxRate rate : rates) {
                add(made, Treatment.at(rate, invoices, rounding, rate.equals(book.habitualRate()) ? USUAL : each));
            }
        }
        add(made, Treatment.untaxed(invoices, each));
        return List.copyOf(made);
    }

    private static void add(List<Treatment> made, Treatment treatment) {
        if (made.stream().noneMatch(treatment::sameNets)) {
            made.add(treatment);
        }
    }

    /** In which orders the oldest are looked for: all, what is not disputed, each kind by itself. */
    private List<int[]> orders() {
        List<int[]> found = new ArrayList<>();
        found.add(all());
        int[] undisputed = IntStream.of(all())
                .filter(item -> !invoices.get(item).disputed().isPositive())
                .toArray();
        if (undisputed.length < invoices.size()) {
            found.add(undisputed);
        }
        Map<ChargeType, int[]> kinds = new EnumMap<>(ChargeType.class);
        for (ChargeType type : ChargeType.values()) {
            kinds.put(type, ofType(all(), type));
        }
        kinds.values().stream()
                .filter(kind -> kind.length > 0 && kind.length < invoices.size())
                .forEach(found::add);
        return found;
    }

    /** Whether these are the oldest, of all or of a kind, and more than one. */
    boolean isOldestRun(int[] items) {
        return items.length > 1
                && orders.stream()
                        .anyMatch(order -> order.length >= items.length
                                && Arrays.equals(items, 0, items.length, order, 0, items.length));
    }

    int[] ofType(int[] items, ChargeType type) {
        return IntStream.of(items)
                .filter(item -> invoices.get(item).chargeType() == type)
                .toArray();
    }

    /** All of a month, and all of a kind in it. */
    private List<int[]> months() {
        Map<YearMonth, List<Integer>> byMonth = new HashMap<>();
        for (int item : all()) {
            YearMonth period = period(item);
            if (period != null) {
                byMonth.computeIfAbsent(period, month -> new ArrayList<>()).add(item);
            }
        }
        List<int[]> found = new ArrayList<>();
        byMonth.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(month -> {
            int[] items = month.getValue().stream().mapToInt(Integer::intValue).toArray();
            found.add(items);
            for (ChargeType type : ChargeType.values()) {
                int[] kind = ofType(items, type);
                if (kind.length > 0 && kind.length < items.length) {
                    found.add(kind);
                }
            }
        });
        return found;
    }
}
