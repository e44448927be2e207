package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which of some amounts, so many of them, add up to exactly a target, within a number of steps. Of those alike the first are taken. */
final class Subsets {
    private static final int ENOUGH = 50;

    private final long[] amounts;
    private final int[] alike;
    private final long[] largest;
    private final int picks;
    private final Predicate<int[]> allowed;
    private final int[] picked;
    private final List<int[]> found = new ArrayList<>();
    private int steps;

    /**
     * @param amounts falling
     * @param alike the same number for those that cannot be told from each other; they stand beside each other
     * @param allowed whether such positions are an answer
     * @param steps at most
     */
    Subsets(long[] amounts, int[] alike, int picks, Predicate<int[]> allowed, int steps) {
        this.amounts = amounts;
        this.alike = alike;
        this.allowed = allowed;
        this.picks = picks;
        this.picked = new int[picks];
        this.steps = steps;
        this.largest = new long[amounts.length + 1];
        for (int i = 0; i < amounts.length; i++) {
            largest[i + 1] = largest[i] + amounts[i];
        }
    }

    List<int[]> addingUpTo(long target) {
        if (target > 0 && picks <= amounts.length) {
            search(0, 0, target);
        }
        return found;
    }

    /** 0: not everything was looked at. */
    int stepsLeft() {
        return found.size() >= ENOUGH ? 0 : Math.max(0, steps);
    }

    private void search(int from, int at, long rest) {
        int left = picks - at;
        if (left == 2) {
            pairs(from, at, rest);
            return;
        }
        int last = amounts.length;
        long smallest = largest[last] - largest[last - left + 1];
        for (int i = first(from, rest - smallest); i + left <= last && isToGoOn(); i++) {
            // Even the largest that may still follow do not reach it.
            if (largest[i + left] - largest[i] < rest) {
                return;
            }
            picked[at] = i;
            if (left > 1) {
                search(i + 1, at + 1, rest - amounts[i]);
            } else if (amounts[i] == rest) {
                take();
            }
            while (i + 1 < last && alike[i + 1] == alike[i]) {
                i++;
            }
        }
    }

    /** From both ends: what is too much loses a large one, what is too little a small one. */
    private void pairs(int from, int at, long rest) {
        int high = from;
        int low = amounts.length - 1;
        while (high < low && isToGoOn()) {
            long more = amounts[high] + amounts[low] - rest;
            if (more > 0) {
                high++;
            } else if (more < 0) {
                low--;
            } else {
                picked[at] = high;
                for (int i = low; i > high && amounts[i] == amounts[low]; i--) {
                    picked[at + 1] = i;
                    if (i == high + 1 || alike[i - 1] != alike[i]) {
                        take();
                    }
                }
                int before = high++;
                while (high < low && alike[high] == alike[before]) {
                    high++;
                }
            }
        }
    }

    private boolean isToGoOn() {
        return --steps > 0 && found.size() < ENOUGH;
    }

    private void take() {
        if (allowed.test(picked)) {
            found.add(Arrays.copyOf(picked, picks));
        }
    }

    /** The first that is not above it. */
    private int first(int from, long most) {
        int low = from;
        int high = amounts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (amounts[middle] > most) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
