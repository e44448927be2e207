package com.circledesk.receivables.imports;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant: the known code that is fewest typing mistakes away, at most two. */
final class NearestMatch {
    private static final int MISTAKES_MAX = 2;

    private NearestMatch() {}

    static Optional<String> of(String wanted, Collection<String> known) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        record Candidate(String code, int mistakes) {}
        return known.stream()
                .filter(code -> Math.abs(code.length() - wanted.length()) <= MISTAKES_MAX)
                .map(code -> new Candidate(code, mistakes(lower, code.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.mistakes() <= MISTAKES_MAX)
                .min(Comparator.comparingInt(Candidate::mistakes).thenComparing(Candidate::code))
                .map(Candidate::code);
    }

    /** Levenshtein's distance. */
    static int mistakes(String one, String other) {
        int[] above = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] used = above;
            above = row;
            row = used;
        }
        return above[other.length()];
    }
}
