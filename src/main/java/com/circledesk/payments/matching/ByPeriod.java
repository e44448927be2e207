package com.circledesk.payments.matching;

/** All that is open of the months that the text names; without a text, all of one month or of one kind in it. */
final class ByPeriod implements Rule {
    private static final long NAMED = 200_000_000_000L;
    private static final long UNNAMED = 3_000_000_000L;
    private static final long OF_WHO_DOES_SO = 10;

    @Override
    public void find(Question question) {
        if (question.reading.namesMonths()) {
            consider(question, question.reading.pool(), NAMED, Evidence.WHOLE_PERIOD);
        }
        boolean habit = question.shelf.book.habits().contains(Habit.WHOLE_PERIODS);
        for (int[] month : question.shelf.months) {
            if (habit) {
                consider(question, month, UNNAMED * OF_WHO_DOES_SO, Evidence.WHOLE_PERIOD, Evidence.HABIT);
            } else {
                consider(question, month, UNNAMED, Evidence.WHOLE_PERIOD);
            }
        }
    }

    private static void consider(Question question, int[] items, long prior, Evidence... evidence) {
        if (items.length > 1) {
            for (Treatment treatment : question.shelf.treatments) {
                question.consider(items, treatment.net(items), treatment, prior, evidence);
            }
        }
    }
}
