package com.circledesk.payments.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds numbers of open invoices in what people write: other case, other separators, and "…4512, 4513" for ends. */
final class InvoiceNumbers {
    private static final Pattern BEFORE = Pattern.compile("(INV|INVS|INVOICE|INVOICES|BILL|BILLS|NO|NOS)$");
    private static final Pattern TAIL = Pattern.compile("\\G\\s*+(?:[,;&+]|AND\\b)?+\\s*+(\\d{2,12}+)(?![\\dA-Z/-])");

    /** Fewer digits may be anything. */
    private static final int ENDING_MIN = 4;

    private final Map<String, Integer> byKey = new HashMap<>();

    InvoiceNumbers(List<OpenInvoice> invoices) {
        for (int item = 0; item < invoices.size(); item++) {
            byKey.put(key(invoices.get(item).invoiceNo()), item);
        }
    }

    /** Letters and digits alone. */
    static String key(String number) {
        StringBuilder key = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                key.append(Character.toUpperCase(c));
            }
        }
        return key.toString();
    }

    @Nullable
    Integer named(String number) {
        return byKey.get(key(number));
    }

    /** @param rest the text without the numbers that were found */
    record Found(TreeSet<Integer> items, String rest) {}

    Found in(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        TreeSet<Integer> items = new TreeSet<>();
        StringBuilder rest = new StringBuilder(upper);
        StringBuilder letters = new StringBuilder();
        int[] at = new int[upper.length()];
        for (int i = 0; i < upper.length(); i++) {
            if (Character.isLetterOrDigit(upper.charAt(i))) {
                at[letters.length()] = i;
                letters.append(upper.charAt(i));
            }
        }
        String dense = letters.toString();
        byKey.forEach((key, item) -> {
            for (int start = dense.indexOf(key); start >= 0; start = dense.indexOf(key, start + 1)) {
                int from = at[start];
                int to = at[start + key.length() - 1] + 1;
                if (stands(upper, from, to)) {
                    items.add(item);
                    blank(rest, from, to);
                    tails(upper, to, key, items, rest);
                }
            }
        });
        return new Found(items, rest.toString());
    }

    /** "KA/2627/04512, 04513": the same number with another end. */
    private void tails(String text, int from, String key, TreeSet<Integer> items, StringBuilder rest) {
        Matcher tail = TAIL.matcher(text);
        tail.region(from, text.length());
        while (tail.find()) {
            Integer item = ending(key, tail.group(1));
            if (item == null) {
                return;
            }
            items.add(item);
            blank(rest, tail.start(1), tail.end(1));
        }
    }

    /** The same number with this end; or else the only open one that ends so: some numbers have the month before what runs. */
    private @Nullable Integer ending(String key, String digits) {
        Integer same = digits.length() < key.length()
                ? byKey.get(key.substring(0, key.length() - digits.length()) + digits)
                : null;
        if (same != null || digits.length() < ENDING_MIN) {
            return same;
        }
        Integer only = null;
        for (Map.Entry<String, Integer> number : byKey.entrySet()) {
            if (number.getKey().endsWith(digits)) {
                if (only != null) {
                    return null;
                }
                only = number.getValue();
            }
        }
        return only;
    }

    private static boolean stands(String text, int from, int to) {
        if (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            return false;
        }
        if (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1))) {
            return true;
        }
        return Character.isDigit(text.charAt(from))
                && BEFORE.matcher(text.substring(0, from)).find();
    }

    private static void blank(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, '#');
        }
    }
}
