package com.circledesk.receivables.ageing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The buckets that open items fall into by their age in whole days: a partition, every age in exactly one. The labels are
 * made from the same bounds that classify. On the due date the first bucket is "Not due" (age 0 and below), on the invoice
 * date it reaches from 0 to the first bound.
 *
 * @param bounds last days of the buckets, strictly rising, from 1 to 9999, at most 20 of them
 */
public record AgeBuckets(AgeingBasis basis, List<Integer> bounds) {
    public static final List<Integer> DEFAULT_BOUNDS = List.of(30, 60, 90, 180, 365);
    public static final String NOT_DUE = "Not due";
    private static final int BOUNDS_MAX = 20;
    private static final int BOUND_DAYS_MAX = 9999;

    public AgeBuckets {
        bounds = List.copyOf(bounds);
        if (bounds.isEmpty() || bounds.size() > BOUNDS_MAX) {
            throw new IllegalArgumentException("Give 1 to " + BOUNDS_MAX + " bounds, for example 30,60,90,180,365.");
        }
        int before = 0;
        for (int bound : bounds) {
            if (bound <= before || bound > BOUND_DAYS_MAX) {
                throw new IllegalArgumentException(
                        "Bounds rise strictly, from 1 to " + BOUND_DAYS_MAX + " days, for example 30,60,90,180,365.");
            }
            before = bound;
        }
    }

    /**
     * @param text bounds with commas between
     * @throws IllegalArgumentException with a sentence for the person, if it is no such list
     */
    public static AgeBuckets parse(AgeingBasis basis, String text) {
        List<Integer> bounds = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.strip().matches("[0-9]{1,4}")) {
                throw new IllegalArgumentException(
                        "Bounds are whole days with commas between, for example 30,60,90,180,365.");
            }
            bounds.add(Integer.parseInt(part.strip()));
        }
        return new AgeBuckets(basis, bounds);
    }

    public static AgeBuckets standard(AgeingBasis basis) {
        return new AgeBuckets(basis, DEFAULT_BOUNDS);
    }

    public int size() {
        return thresholds().size() + 1;
    }

    /** First age in days of each bucket but the first: what {@code width_bucket} compares with. */
    public List<Integer> thresholds() {
        List<Integer> first = new ArrayList<>();
        if (basis == AgeingBasis.DUE) {
            first.add(1);
        }
        bounds.forEach(bound -> first.add(bound + 1));
        return List.copyOf(first);
    }

    public Integer[] thresholdArray() {
        return thresholds().toArray(Integer[]::new);
    }

    public List<String> labels() {
        List<Integer> first = thresholds();
        List<String> labels = new ArrayList<>();
        labels.add(basis == AgeingBasis.DUE ? NOT_DUE : "0-" + bounds.get(0));
        for (int i = 0; i < first.size(); i++) {
            labels.add(i + 1 < first.size() ? first.get(i) + "-" + (first.get(i + 1) - 1) : "> " + (first.get(i) - 1));
        }
        return List.copyOf(labels);
    }

    /** Every bucket but "Not due", or on the invoice date but the first. */
    public List<String> overdueLabels() {
        return labels().subList(1, size());
    }

    /** Number of the bucket of an age, from 0. */
    public int bucketOf(long ageDays) {
        int bucket = 0;
        for (int first : thresholds()) {
            if (ageDays >= first) {
                bucket++;
            }
        }
        return bucket;
    }

    public Optional<Integer> numbered(String label) {
        int at = labels().indexOf(label.strip());
        return at < 0 ? Optional.empty() : Optional.of(at);
    }

    public String text() {
        return String.join(",", bounds.stream().map(String::valueOf).toList());
    }
}
