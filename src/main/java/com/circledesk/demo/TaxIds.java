package com.circledesk.demo;

import java.util.Map;
import java.util.SplittableRandom;

/** Tax numbers of the right shape, with a valid check digit where they have one. Invented, all of them. */
final class TaxIds {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final Map<String, String> STATE_OF_CIRCLE = Map.ofEntries(
            Map.entry("AP", "36"),
            Map.entry("AS", "18"),
            Map.entry("BR", "10"),
            Map.entry("DL", "07"),
            Map.entry("GJ", "24"),
            Map.entry("HP", "02"),
            Map.entry("HR", "06"),
            Map.entry("JK", "01"),
            Map.entry("KA", "29"),
            Map.entry("KL", "32"),
            Map.entry("KO", "19"),
            Map.entry("MH", "27"),
            Map.entry("MP", "23"),
            Map.entry("MU", "27"),
            Map.entry("NE", "17"),
            Map.entry("OR", "21"),
            Map.entry("PB", "03"),
            Map.entry("RJ", "08"),
            Map.entry("TN", "33"),
            Map.entry("UE", "09"),
            Map.entry("UW", "09"),
            Map.entry("WB", "19"));

    private TaxIds() {}

    /** A company's permanent account number: the fourth letter says company, the fifth begins its name. */
    static String pan(SplittableRandom random, String companyName) {
        return letters(random, 3) + "C" + companyName.charAt(0) + digits(random, 4) + letters(random, 1);
    }

    static String tan(SplittableRandom random, String placeCode, String companyName) {
        return placeCode + companyName.charAt(0) + digits(random, 5) + letters(random, 1);
    }

    static String gstin(String circle, String pan) {
        String body = STATE_OF_CIRCLE.get(circle) + pan + "1Z";
        return body + checkDigit(body);
    }

    /** Each character's value, doubled at every second place, folded to base 36; the digit brings the sum to a multiple of 36. */
    static char checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int product = DIGITS.indexOf(body.charAt(i)) * (i % 2 + 1);
            sum += product / 36 + product % 36;
        }
        return DIGITS.charAt((36 - sum % 36) % 36);
    }

    private static String letters(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }
}
