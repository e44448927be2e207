package com.circledesk.demo;

import java.util.SplittableRandom;

/** Amounts as whole paise: exact, and quick enough for ten million lines. */
final class Paise {
    static final long RUPEE = 100;
    private static final int GST_PERCENT = 18;
    private static final int TDS_PERCENT = 2;

    private Paise() {}

    static long rupees(long rupees) {
        return rupees * RUPEE;
    }

    /** A whole number of rupees from the range, both ends included. */
    static long between(SplittableRandom random, long rupeesMin, long rupeesMax) {
        return rupees(random.nextLong(rupeesMin, rupeesMax + 1));
    }

    static long percent(long amount, long percent) {
        return perMille(amount, percent * 10);
    }

    static long perMille(long amount, long perMille) {
        return Math.floorDiv(amount * perMille + 500, 1000);
    }

    static long gst(long taxable) {
        return percent(taxable, GST_PERCENT);
    }

    /** Tax deducted from the taxable value, rounded half-up to the rupee. */
    static long deducted(long taxable) {
        return wholeRupees(percent(taxable, TDS_PERCENT));
    }

    static long wholeRupees(long amount) {
        return Math.floorDiv(amount + RUPEE / 2, RUPEE) * RUPEE;
    }

    static String text(long paise) {
        long rest = Math.abs(paise % RUPEE);
        return (paise < 0 ? "-" : "") + Math.abs(paise / RUPEE) + (rest < 10 ? ".0" : ".") + rest;
    }
}
