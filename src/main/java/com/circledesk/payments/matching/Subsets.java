package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which of some amounts add up to exactly a target: up to two answers, within a number of steps. */
final class Subsets {
    private static final int ENOUGH = 2;

    private final long[] amounts;
    private final long[] largest;
    private final int picksMax;
    private final int[] picked;
    private final List<int[]> found = new ArrayList<>();
    private int steps;

    /**
     * @param amounts falling
     * @param steps at most
     */
    Subsets(long[] amounts, int picksMax, int steps) {
        this.amounts = amounts;
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
            found.add(Arrays.copyOf(picked, picks));
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
