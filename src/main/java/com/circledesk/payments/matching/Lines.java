package com.circledesk.payments.matching;

import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.List;

/** Writes invoices and a treatment as lines that come to the credit: what rounding left is moved between cash and tax. */
final class Lines {
    private final List<Proposal.Line> lines = new ArrayList<>();
    private long onAccount;

    private Lines() {}

    /** @param difference what the credit is above the nets, within a rupee for each */
    static Lines of(Shelf shelf, int[] items, Treatment treatment, long difference) {
        Lines made = new Lines();
        long left = difference;
        for (int i = 0; i < items.length; i++) {
            int item = items[i];
            long tds = treatment.tds()[item];
            boolean taxed = tds > 0;
            long moved = Math.min(left / (items.length - i), tds);
            long more = taxed || moved < 0 ? moved : 0;
            made.add(
                    shelf.invoices.get(item).invoiceNo(),
                    treatment.net()[item] + more,
                    taxed ? tds - more : 0,
                    treatment.gstTds()[item],
                    taxed ? 0 : -more);
            left -= more;
        }
        made.onAccount = left;
        return made;
    }

    private void add(String invoiceNo, long cash, long tds, long gstTds, long shortBy) {
        lines.add(new Proposal.Line(
                invoiceNo, Paise.money(cash), Paise.money(tds), Paise.money(gstTds), Money.ZERO, Paise.money(shortBy)));
    }

    List<Proposal.Line> lines() {
        return lines;
    }

    Money onAccount() {
        return Paise.money(onAccount);
    }
}
