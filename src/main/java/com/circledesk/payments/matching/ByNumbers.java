package com.circledesk.payments.matching;

/** The invoices that the text names, all of them and no others. */
final class ByNumbers implements Rule {
    private static final long PRIOR = 500_000_000_000L;

    @Override
    public void find(Question question) {
        int[] named = question.reading.namedItems();
        for (Treatment treatment : question.shelf.treatments) {
            question.consider(named, treatment.net(named), treatment, PRIOR);
        }
    }
}
