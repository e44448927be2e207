package com.circledesk.payments.advices;

import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which open invoices a misspelt number may mean: two digits changed places, a digit is wrong, the prefix is missing, zeros in
 * front of a number are. The nearest come first, among equals those of the amount that stands beside the number.
 */
public final class NearestNumbers {
    private static final int MISTAKES_MAX = 2;
    private static final int SHOWN = 3;
    /** Fewer digits than these at the end of a number say nothing. */
    private static final int TAIL_MIN = 3;

    private final List<Known> known;

    private record Known(OpenNumber number, String plain) {}

    private record Candidate(OpenNumber number, int distance, boolean sameAmount) {}

    /** @param mistakes 0: the same but for what does not count, such as hyphens and leading zeros */
    public record Near(OpenNumber number, int mistakes, boolean sameAmount) {}

    public NearestNumbers(Collection<OpenNumber> open) {
        known = open.stream()
                .map(number -> new Known(number, plain(number.invoiceNo())))
                .toList();
    }

    /** @param gross what the line says the invoice comes to */
    public List<Near> of(String given, Money gross) {
        String wanted = plain(given);
        List<Candidate> candidates = new ArrayList<>();
        for (Known each : known) {
            int distance = distance(wanted, each.plain());
            if (distance <= MISTAKES_MAX) {
                boolean same = gross.equals(each.number().open())
                        || gross.equals(each.number().total());
                candidates.add(new Candidate(each.number(), distance, same));
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparing((Candidate one) -> !one.sameAmount())
                        .thenComparingInt(Candidate::distance)
                        .thenComparing(one -> one.number().invoiceNo()))
                .limit(SHOWN)
                .map(one -> new Near(one.number(), one.distance(), one.sameAmount()))
                .toList();
    }

    /** Letters and digits alone, in capitals, without zeros in front of a run of digits. */
    static String plain(String number) {
        return number.toUpperCase(Locale.ROOT)
                .replaceAll("(?<![0-9])0+(?=[0-9])", "")
                .replaceAll("[^A-Z0-9]+", "");
    }

    private static int distance(String wanted, String known) {
        boolean tail = digits(wanted) >= TAIL_MIN && known.endsWith(wanted);
        return tail ? Math.min(1, mistakes(wanted, known)) : mistakes(wanted, known);
    }

    private static long digits(String text) {
        return text.chars().filter(Character::isDigit).count();
    }

    /** Typing mistakes between two texts: a letter too much, missing or wrong, or two that changed places. */
    static int mistakes(String one, String other) {
        if (Math.abs(one.length() - other.length()) > MISTAKES_MAX) {
            return MISTAKES_MAX + 1;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
