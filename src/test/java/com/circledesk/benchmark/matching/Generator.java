package com.circledesk.benchmark.matching;

import com.circledesk.benchmark.matching.Paid.Behaviour;
import com.circledesk.benchmark.matching.Paid.Tax;
import com.circledesk.benchmark.matching.Paid.Told;
import com.circledesk.payments.matching.Credit;
import com.circledesk.payments.matching.Credit.Advice;
import com.circledesk.payments.matching.OpenInvoice;
import com.circledesk.receivables.ChargeType;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws credits of an account. Who pays: three of ten a single invoice, the oldest run, an arbitrary set; one of ten on account.
 * Tax is right in seven of ten; wrong (on gross or at 10 %), by certificate or missing in one each. One of twenty pays short.
 * Half send an advice; of the others as many tell nothing, the period, some numbers. Every sixth does not round tax half-up to
 * the rupee as expected.
 */
final class Generator {
    private static final int RUN_MAX = 40;
    private static final int ARBITRARY_MAX = 12;

    private final OpenBook book;
    private final SplittableRandom random;
    private final Narration narration;
    private int running;

    Generator(OpenBook book, SplittableRandom random) {
        this.book = book;
        this.random = random;
        this.narration = new Narration(random);
    }

    Paid next() {
        running++;
        int who = random.nextInt(10);
        Behaviour behaviour = who < 3
                ? Behaviour.SINGLE
                : who < 6 ? Behaviour.OLDEST_RUN : who < 9 ? Behaviour.ARBITRARY : Behaviour.ON_ACCOUNT;
        int how = random.nextInt(10);
        Tax tax = how < 7 ? Tax.RIGHT : how == 7 ? Tax.WRONG : how == 8 ? Tax.CERTIFICATE : Tax.MISSING;
        int told = random.nextInt(6);
        Told kind = told < 3 ? Told.ADVICE : told == 3 ? Told.NOTHING : told == 4 ? Told.PERIOD : Told.SOME_NUMBERS;
        if (behaviour == Behaviour.ON_ACCOUNT) {
            return onAccount(kind);
        }
        return paid(chosen(behaviour), kind, behaviour, tax, random.nextInt(20) == 0);
    }

    private List<OpenInvoice> chosen(Behaviour behaviour) {
        List<OpenInvoice> all = book.invoices;
        if (behaviour == Behaviour.SINGLE) {
            return List.of(all.get(random.nextInt(all.size())));
        }
        if (behaviour == Behaviour.OLDEST_RUN) {
            List<OpenInvoice> order = book.oldestFirst(
                    random.nextInt(5) > 0 || book.billing == OpenBook.Billing.TOGETHER
                            ? null
                            : random.nextBoolean() ? ChargeType.RENTAL : ChargeType.ENERGY);
            return order.subList(0, Math.min(order.size(), 2 + random.nextInt(RUN_MAX - 1)));
        }
        List<OpenInvoice> left = new ArrayList<>(all);
        List<OpenInvoice> chosen = new ArrayList<>();
        for (int count = 2 + random.nextInt(ARBITRARY_MAX - 1); count > 0; count--) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }

    private Paid onAccount(Told kind) {
        long rupees = random.nextBoolean() ? 50_000L * (1 + random.nextInt(80)) : 20_000 + random.nextInt(4_000_000);
        String text = kind == Told.NOTHING ? narration.nothing() : narration.onAccount();
        return new Paid(
                credit(rupees * 100, text, null), Map.of(), kind, Behaviour.ON_ACCOUNT, Tax.RIGHT, false, false);
    }

    private Paid paid(List<OpenInvoice> chosen, Told kind, Behaviour behaviour, Tax tax, boolean shortPaid) {
        Deduction deduction = deduction(tax);
        int shortLine = shortPaid ? random.nextInt(chosen.size()) : -1;
        Map<String, Paid.Line> lines = new LinkedHashMap<>();
        List<Advice.Line> advised = new ArrayList<>();
        long amount = 0;
        for (int i = 0; i < chosen.size(); i++) {
            OpenInvoice invoice = chosen.get(i);
            long tds = deduction.of(invoice);
            long gstTds = tax == Tax.MISSING ? 0 : paise(invoice.tax().gstTds());
            long net = paise(invoice.open()) - tds - gstTds;
            long missing = i == shortLine ? net * (3 + random.nextInt(18)) / 100 / 100 * 100 : 0;
            lines.put(invoice.invoiceNo(), new Paid.Line(net - missing, missing));
            advised.add(
                    new Advice.Line(invoice.invoiceNo(), money(net - missing), money(tds), money(gstTds), Money.ZERO));
            amount += net - missing;
        }
        Narration.Numbers numbers = kind == Told.SOME_NUMBERS ? narration.numbers(chosen) : null;
        String text =
                numbers != null ? numbers.text() : kind == Told.PERIOD ? narration.period(chosen) : narration.nothing();
        List<OpenInvoice> unnamed = new ArrayList<>(kind == Told.ADVICE ? List.of() : chosen);
        if (numbers != null) {
            unnamed.removeAll(numbers.named());
        }
        boolean twin = behaviour != Behaviour.OLDEST_RUN
                && unnamed.stream().anyMatch(invoice -> hasTwin(invoice, chosen, kind == Told.PERIOD));
        Advice advice = kind == Told.ADVICE ? new Advice(advised, random.nextInt(10) < 7) : null;
        return new Paid(credit(amount, text, advice), lines, kind, behaviour, tax, shortPaid, twin);
    }

    /** Another one that is not paid, and that nothing which the bank shows could tell from it. */
    private boolean hasTwin(OpenInvoice invoice, List<OpenInvoice> chosen, boolean ofItsMonth) {
        return book.invoices.stream()
                .anyMatch(other -> !chosen.contains(other)
                        && other.open().equals(invoice.open())
                        && other.total().equals(invoice.total())
                        && (!ofItsMonth || Objects.equals(other.period(), invoice.period())));
    }

    private Credit credit(long amount, String text, @Nullable Advice advice) {
        return new Credit(
                "R-" + running, book.account, OpenBook.LAST.plusMonths(1).atDay(15), money(amount), text, advice);
    }

    private interface Deduction {
        long of(OpenInvoice invoice);
    }

    private Deduction deduction(Tax tax) {
        int rounding = random.nextInt(6);
        RoundingMode mode =
                rounding > 0 ? RoundingMode.HALF_UP : random.nextBoolean() ? RoundingMode.UP : RoundingMode.DOWN;
        int decimals = rounding == 0 && random.nextBoolean() ? 2 : 0;
        boolean onGross = random.nextBoolean();
        BigDecimal rate = switch (tax) {
            case RIGHT -> new BigDecimal("2");
            case WRONG -> onGross ? new BigDecimal("2") : BigDecimal.TEN;
            case CERTIFICATE -> book.certificate;
            case MISSING -> BigDecimal.ZERO;
        };
        return invoice -> {
            if (invoice.tax().tds().isZero()) {
                return 0;
            }
            BigDecimal base = (tax == Tax.WRONG && onGross ? invoice.total() : invoice.taxable()).amount();
            return base.multiply(rate)
                    .divide(BigDecimal.valueOf(100), decimals, mode)
                    .movePointRight(2)
                    .longValueExact();
        };
    }

    static long paise(Money money) {
        return money.amount().movePointRight(2).longValueExact();
    }

    private static Money money(long paise) {
        return Money.of(BigDecimal.valueOf(paise, 2));
    }
}
