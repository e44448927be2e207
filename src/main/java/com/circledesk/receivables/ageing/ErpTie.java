package com.circledesk.receivables.ageing;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * An account's balance as the ERP says it, beside the ledger's of the same day.
 *
 * @param on day of the ERP's balance, the latest up to the as-of date
 */
public record ErpTie(String account, String customerName, LocalDate on, Money ours, Money theirs) {
    public Money difference() {
        return ours.minus(theirs);
    }
}
