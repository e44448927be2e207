package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** Which of some amounts add up to exactly a target: up to two answers, within a number of steps. Of those alike the first are taken. */
final class Subsets {
    private static final int ENOUGH = 2;

    private final long[] amounts;
    private final int[] alike;
    private final long[] largest;
    private final int picksMax;
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
    Subsets(long[] amounts, int[] alike, int picksMax, Predicate<int[]> allowed, int steps) {
        this.amounts = amounts;
        this.alike = alike;
        this.allowed = allowed;
        this.picksMax = Math.min(picksMax, amounts.length);
        this.picked = new int[this.picksMax];
        this.steps = steps;
        this.largest = new long[amounts.length + 1];
        for (int i = 0; i < amounts.length; i++) {
            largest[i + 1] = largest[i] + amounts[i];
        }
    }

    List<int[]> addingUpTo(long target) {
        if (target > 0) {
            search(0, 0, target);
        }
        return found;
    }

    /** 0: not everything was looked at. */
    int stepsLeft() {
        return Math.max(0, steps);
    }

    private void search(int from, int picks, long rest) {
        if (rest == 0) {
            int[] answer = Arrays.copyOf(picked, picks);
            if (allowed.test(answer)) {
                found.add(answer);
            }
            return;
        }
        int left = picksMax - picks;
        for (int i = first(from, rest); i < amounts.length && left > 0; i++) {
            if (--steps <= 0 || found.size() >= ENOUGH) {
                return;
            }
            // Even the largest that may still follow do not reach it.
            if (largest[Math.min(amounts.length, i + left)] - largest[i] < rest) {
                return;
            }
            picked[picks] = i;
            search(i + 1, picks + 1, rest - amounts[i]);
            while (i + 1 < amounts.length && alike[i + 1] == alike[i]) {
                i++;
            }
        }
    }

    /** The first that is not above the rest. */
    private int first(int from, long rest) {
        int low = from;
        int high = amounts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (amounts[middle] > rest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
