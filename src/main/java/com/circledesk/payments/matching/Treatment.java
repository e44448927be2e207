package com.circledesk.payments.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a customer may deduct tax, worked out for each open invoice.
 *
 * @param chip how the rate stands to what is expected
 * @param rate null: as expected, at several rates
 * @param weight how usual it is, in millionths
 * @param net cash that closes the invoice, by position; with {@code tds} and {@code gstTds} it is what is open
 */
record Treatment(
        Evidence chip, @Nullable TaxRate rate, Rounding rounding, long weight, long[] net, long[] tds, long[] gstTds) {

    /** How tax is rounded for each invoice. Half-up to the rupee is what is expected; the others are seen too. */
    enum Rounding {
        RUPEE(RoundingMode.HALF_UP, 0, 86),
        PAISA(RoundingMode.HALF_UP, 2, 6),
        RUPEE_UP(RoundingMode.UP, 0, 3),
        RUPEE_DOWN(RoundingMode.DOWN, 0, 3);

        private final RoundingMode mode;
        private final int decimals;
        /** In hundredths. */
        private final int share;

        Rounding(RoundingMode mode, int decimals, int share) {
            this.mode = mode;
            this.decimals = decimals;
            this.share = share;
        }
    }

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** To the tax that is expected, or as the customer would round it. */
    static Treatment expected(List<OpenInvoice> invoices, Rounding rounding, long weight) {
        return of(Evidence.NET_OF_TAX, commonRate(invoices), rounding, weight, invoices, invoice -> {
            BigDecimal rate = invoice.tax().rate();
            return rounding == Rounding.RUPEE || rate == null
                    ? Paise.of(invoice.tax().tds())
                    : share(invoice, new TaxRate(rate, false), rounding);
        });
    }

    static Treatment certificate(List<OpenInvoice> invoices, Rounding rounding, long weight) {
        return of(Evidence.OTHER_RATE, null, rounding, weight, invoices, invoice -> {
            BigDecimal rate = invoice.tax().certificateRate();
            return rate == null ? Paise.of(invoice.tax().tds()) : share(invoice, new TaxRate(rate, false), rounding);
        });
    }

    static Treatment at(TaxRate rate, List<OpenInvoice> invoices, Rounding rounding, long weight) {
        Evidence chip = rate.onGross() ? Evidence.TAX_ON_GROSS : Evidence.OTHER_RATE;
        return of(chip, rate, rounding, weight, invoices, invoice -> share(invoice, rate, rounding));
    }

    /** Neither income tax nor GST deducted. */
    static Treatment untaxed(List<OpenInvoice> invoices, long weight) {
        Treatment none = at(new TaxRate(BigDecimal.ZERO, false), invoices, Rounding.RUPEE, weight);
        long[] gross = new long[none.net.length];
        Arrays.setAll(gross, i -> none.net[i] + none.gstTds[i]);
        return new Treatment(none.chip, none.rate, none.rounding, none.weight, gross, none.tds, new long[gross.length]);
    }

    boolean sameNets(Treatment other) {
        return Arrays.equals(net, other.net);
    }

    long net(int[] items) {
        long sum = 0;
        for (int item : items) {
            sum += net[item];
        }
        return sum;
    }

    private interface Tds {
        long of(OpenInvoice invoice);
    }

    private static Treatment of(
            Evidence chip,
            @Nullable TaxRate rate,
            Rounding rounding,
            long weight,
            List<OpenInvoice> invoices,
            Tds tds) {
        int count = invoices.size();
        Treatment made = new Treatment(
                chip, rate, rounding, weight * rounding.share / 100, new long[count], new long[count], new long[count]);
        for (int i = 0; i < count; i++) {
            OpenInvoice invoice = invoices.get(i);
            long open = Paise.of(invoice.open());
            made.gstTds[i] = Math.min(open, Paise.of(invoice.tax().gstTds()));
            made.tds[i] = Math.min(open - made.gstTds[i], tds.of(invoice));
            made.net[i] = open - made.gstTds[i] - made.tds[i];
        }
        return made;
    }

    /** Of a part that is left open and on which no more tax is expected, none is deducted at another rate either. */
    private static long share(OpenInvoice invoice, TaxRate rate, Rounding rounding) {
        boolean part = invoice.open().compareTo(invoice.total()) < 0;
        if (part && invoice.tax().tds().isZero()) {
            return 0;
        }
        BigDecimal base =
                rate.onGross() ? invoice.total().amount() : invoice.taxable().amount();
        if (part) {
            base = base.multiply(invoice.open().amount()).divide(invoice.total().amount(), 2, RoundingMode.HALF_UP);
        }
        return base.multiply(rate.percent())
                .divide(HUNDRED, rounding.decimals, rounding.mode)
                .movePointRight(2)
                .longValueExact();
    }

    private static @Nullable TaxRate commonRate(List<OpenInvoice> invoices) {
        BigDecimal common = null;
        for (OpenInvoice invoice : invoices) {
            BigDecimal rate = invoice.tax().rate();
            if (rate == null || common != null && common.compareTo(rate) != 0) {
                return null;
            }
            common = rate;
        }
        return common == null ? null : new TaxRate(common, false);
    }
}
