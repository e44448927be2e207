package com.circledesk.payments.matching;

import java.util.Arrays;

/** The oldest invoices without a gap: of all, of what is not disputed, of a kind, of what the text leaves possible. */
final class ByRun implements Rule {
    private static final long PRIOR = 6_000_000_000L;
    private static final long OF_WHO_DOES_SO = 10;

    /** Who begins to name with the oldest goes on with the next. */
    private static final long OF_WHO_BEGINS_SO = 10;

    @Override
    public void find(Question question) {
        if (question.reading.namesMonths()) {
            follow(question, question.reading.pool());
        }
        for (int[] order : question.shelf.orders) {
            follow(question, order);
        }
    }

    private static void follow(Question question, int[] order) {
        for (Treatment treatment : question.shelf.treatments) {
            long sum = 0;
            for (int length = 1; length <= order.length; length++) {
                sum += treatment.net()[order[length - 1]];
                if (sum > question.amount + Paise.RUPEE * length) {
                    break;
                }
                if (length > 1 && sum >= question.amount - Paise.RUPEE * length) {
                    run(question, order, length, sum, treatment);
                }
            }
        }
    }

    private static void run(Question question, int[] order, int length, long sum, Treatment treatment) {
        int[] items = Arrays.copyOf(order, length);
        long prior = beginsWithThoseNamed(question, order, length) ? PRIOR * OF_WHO_BEGINS_SO : PRIOR;
        if (question.shelf.book.habits().contains(Habit.OLDEST_FIRST)) {
            question.consider(items, sum, treatment, prior * OF_WHO_DOES_SO, Evidence.OLDEST_RUN, Evidence.HABIT);
        } else {
            question.consider(items, sum, treatment, prior, Evidence.OLDEST_RUN);
        }
    }

    private static boolean beginsWithThoseNamed(Question question, int[] order, int length) {
        int[] named = question.reading.namedItems();
        return named.length > 0
                && named.length <= length
                && Arrays.equals(named, 0, named.length, order, 0, named.length);
    }
}
