package com.circledesk.receivables.invoices;

import com.circledesk.receivables.Words;
import com.circledesk.shared.BusinessRuleException;
import java.util.List;
import java.util.stream.Collectors;

/** An invoice is not cancelled while money or notes rest on it; says which. */
public class CancellationRefusedException extends BusinessRuleException {
    private static final int NAMED_MAX = 10;

    private final transient List<CancellationBlocker> blockers;

    CancellationRefusedException(String invoiceNo, List<CancellationBlocker> blockers) {
        super("still-used", sentence(invoiceNo, blockers));
        this.blockers = List.copyOf(blockers);
    }

    public List<CancellationBlocker> blockers() {
        return blockers;
    }

    private static String sentence(String invoiceNo, List<CancellationBlocker> blockers) {
        String named = blockers.stream()
                .limit(NAMED_MAX)
                .map(each -> "%s (%s)".formatted(each.documentNo(), Words.rupees(each.amount())))
                .collect(Collectors.joining(", "));
        String more = blockers.size() > NAMED_MAX ? " and %d more".formatted(blockers.size() - NAMED_MAX) : "";
        return "Invoice %s is used by %s%s. Take these back first.".formatted(invoiceNo, named, more);
    }
}
