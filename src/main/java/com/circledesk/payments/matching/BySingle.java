package com.circledesk.payments.matching;

/** One invoice. */
final class BySingle implements Rule {
    private static final long PRIOR = 300_000_000_000L;
    private static final long OF_WHO_DOES_SO = 3;

    @Override
    public void find(Question question) {
        int[] pool = question.reading.pool();
        if (pool.length == 0) {
            return;
        }
        boolean habit = question.shelf.book.habits().contains(Habit.SINGLE_INVOICES);
        long prior = PRIOR * (habit ? OF_WHO_DOES_SO : 1) / pool.length;
        for (Treatment treatment : question.shelf.treatments) {
            for (int item : pool) {
                long net = treatment.net()[item];
                if (Math.abs(question.amount - net) <= Paise.RUPEE) {
                    Evidence[] evidence =
                            habit ? new Evidence[] {Evidence.SINGLE, Evidence.HABIT} : new Evidence[] {Evidence.SINGLE};
                    question.consider(new int[] {item}, net, treatment, prior, evidence);
                }
            }
        }
    }
}
