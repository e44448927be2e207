package com.circledesk.benchmark.matching;

import com.circledesk.payments.matching.OpenInvoice;
import com.circledesk.receivables.ChargeType;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** What a bank prints beside a credit: at most 140 characters, of which the customer wrote a part. */
final class Narration {
    private static final int LENGTH_MAX = 140;
    private static final int MONTHS_LISTED = 3;

    private final SplittableRandom random;

    Narration(SplittableRandom random) {
        this.random = random;
    }

    /** @param named those whose number stands in the text */
    record Numbers(String text, List<OpenInvoice> named) {}

    String nothing() {
        String utr = "HDFCR5%d%09d".formatted(20261115, random.nextInt(1_000_000_000));
        return switch (random.nextInt(3)) {
            case 0 -> "NEFT CR-HDFC0000240-BHARAT WIRELESS LTD-" + utr;
            case 1 -> "RTGS/" + utr + "/BHARAT WIRELESS LTD/PAYMENT";
            default -> "BY TRANSFER " + utr + " VENDOR PAYMENT 15112026";
        };
    }

    String onAccount() {
        return nothing()
                + List.of(" ON ACCOUNT", " ADVANCE", " PART PAYMENT AGAINST OUTSTANDING")
                        .get(random.nextInt(3));
    }

    String period(List<OpenInvoice> paid) {
        TreeSet<YearMonth> months = new TreeSet<>();
        TreeSet<ChargeType> types = new TreeSet<>();
        for (OpenInvoice invoice : paid) {
            if (invoice.period() != null) {
                months.add(invoice.period());
            }
            types.add(invoice.chargeType());
        }
        int format = random.nextInt(5);
        String word = types.size() == 1 && random.nextBoolean() ? word(types.first()) : " INVOICES";
        StringBuilder text = new StringBuilder(nothing()).append(word).append(" FOR ");
        if (months.size() > MONTHS_LISTED) {
            text.append(month(months.first(), format)).append(" TO ").append(month(months.last(), format));
        } else {
            String and = "";
            for (YearMonth month : months) {
                text.append(and).append(month(month, format));
                and = ", ";
            }
        }
        return text.toString();
    }

    private static String word(ChargeType type) {
        return switch (type) {
            case RENTAL -> " RENT";
            case ENERGY -> " ENERGY";
            default -> " " + type.name();
        };
    }

    private static String month(YearMonth month, int format) {
        String name =
                month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).toUpperCase(Locale.ROOT);
        return switch (format) {
            case 0 -> name.substring(0, 3) + month.getYear() % 100;
            case 1 -> name.substring(0, 3) + "-" + month.getYear();
            case 2 -> name + " " + month.getYear();
            case 3 -> "%02d/%d".formatted(month.getMonthValue(), month.getYear());
            default -> month.toString();
        };
    }

    /** The first of what was paid, as many as the customer cared to name and the bank's field took. */
    Numbers numbers(List<OpenInvoice> paid) {
        int named = 1 + random.nextInt(paid.size());
        boolean tails = random.nextInt(10) < 3;
        StringBuilder text =
                new StringBuilder(nothing()).append(" INV ").append(paid.get(0).invoiceNo());
        int written = 1;
        for (; written < named; written++) {
            String number = paid.get(written).invoiceNo();
            String next = ", " + (tails ? tail(number) : number);
            if (text.length() + next.length() > LENGTH_MAX) {
                break;
            }
            text.append(next);
        }
        return new Numbers(text.toString(), paid.subList(0, written));
    }

    private static String tail(String number) {
        int from = number.length();
        while (from > 0 && Character.isDigit(number.charAt(from - 1))) {
            from--;
        }
        return number.substring(Math.max(from, number.length() - 5));
    }
}
