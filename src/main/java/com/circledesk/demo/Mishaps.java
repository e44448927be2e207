package com.circledesk.demo;

import com.circledesk.demo.Postings.Allocation;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two stories of every desk, told once each: a payment that bounced, and money that was put on the wrong invoice. */
final class Mishaps {
    private static final int BOUNCED_MONTHS_AGO = 6;
    private static final int MISLED_MONTHS_AGO = 5;
    private static final int BILLS_MIN = 3;

    private final BookPlan plan;
    private final Postings postings;
    private final Set<String> told = new HashSet<>();

    Mishaps(BookPlan plan, Postings postings) {
        this.plan = plan;
        this.postings = postings;
    }

    boolean bounces(BookAccount account, int month) {
        return isOf(account, Habit.SMALL, month, BOUNCED_MONTHS_AGO) && told.add("bounced");
    }

    boolean allocatesWrongly(BookAccount account, int month, List<Bill> bills) {
        return bills.size() >= BILLS_MIN
                && isOf(account, Habit.FEW_DAYS_LATE, month, MISLED_MONTHS_AGO)
                && told.add("misled");
    }

    private boolean isOf(BookAccount account, Habit habit, int month, int monthsAgo) {
        return plan.story()
                && account.habit() == habit
                && account.circle().equals(plan.circles().get(0))
                && month == plan.months() - 1 - monthsAgo;
    }

    void bounce(BookAccount account, List<Allocation> intended, LocalDate on) {
        long amount = intended.stream().mapToLong(Allocation::amount).sum();
        String receipt = postings.receipt(account, on, amount, "CHEQUE 004417");
        LocalDate bouncedOn = on.plusDays(8);
        for (Allocation allocation : intended) {
            Allocation made = new Allocation(
                    allocation.bill(), allocation.amount(), allocation.tds(), allocation.gstTds(), 0, "", on);
            postings.allocation(account, receipt, made, on);
            postings.reversal(account, receipt, made, bouncedOn, bouncedOn, "Cheque returned: funds insufficient");
        }
        postings.reversalOfReceipt(account, receipt, amount, bouncedOn, "Cheque returned: funds insufficient");
    }

    void allocateWrongly(BookAccount account, String receipt, Allocation meant, Bill wrong, LocalDate on) {
        Allocation mistake = Allocation.ofAmount(wrong, Math.min(meant.amount(), wrong.total()), on);
        LocalDate noticedOn = on.plusDays(10);
        postings.allocation(account, receipt, mistake, on);
        postings.reversal(account, receipt, mistake, null, noticedOn, "Allocated to the wrong invoice");
        postings.allocation(account, receipt, meant, noticedOn);
    }
}
