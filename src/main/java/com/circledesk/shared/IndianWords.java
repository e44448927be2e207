package com.circledesk.shared;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Amounts in words, the Indian way: {@code Rupees One Lakh Twenty-Three Thousand and Fifty Paise Only}. */
public final class IndianWords {
    private static final List<String> SMALL = List.of(
            "Zero",
            "One",
            "Two",
            "Three",
            "Four",
            "Five",
            "Six",
            "Seven",
            "Eight",
            "Nine",
            "Ten",
            "Eleven",
            "Twelve",
            "Thirteen",
            "Fourteen",
            "Fifteen",
            "Sixteen",
            "Seventeen",
            "Eighteen",
            "Nineteen");
    private static final List<String> TENS =
            List.of("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety");
    private static final long HUNDRED = 100;
    private static final long THOUSAND = 1_000;
    private static final long LAKH = 100_000;
    private static final long CRORE = 10_000_000;

    private IndianWords() {}

    /** @param rupees not below zero, with at most two decimals */
    public static String amount(BigDecimal rupees) {
        long paise = rupees.movePointRight(2).longValueExact();
        if (paise < 0) {
            throw new IllegalArgumentException("below zero: " + rupees);
        }
        String whole = "Rupees " + number(paise / HUNDRED);
        return whole + (paise % HUNDRED == 0 ? "" : " and " + number(paise % HUNDRED) + " Paise") + " Only";
    }

    private static String number(long number) {
        if (number == 0) {
            return SMALL.get(0);
        }
        List<String> words = new ArrayList<>();
        if (number >= CRORE) {
            words.add(number(number / CRORE) + " Crore");
        }
        add(words, number % CRORE / LAKH, "Lakh");
        add(words, number % LAKH / THOUSAND, "Thousand");
        add(words, number % THOUSAND / HUNDRED, "Hundred");
        long rest = number % HUNDRED;
        if (rest > 0) {
            words.add(below100(rest));
        }
        return String.join(" ", words);
    }

    private static void add(List<String> words, long count, String unit) {
        if (count > 0) {
            words.add(below100(count) + " " + unit);
        }
    }

    private static String below100(long number) {
        if (number < SMALL.size()) {
            return SMALL.get((int) number);
        }
        String tens = TENS.get((int) (number / 10));
        return number % 10 == 0 ? tens : tens + "-" + SMALL.get((int) (number % 10));
    }
}
