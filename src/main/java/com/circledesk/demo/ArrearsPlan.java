package com.circledesk.demo;

import com.circledesk.demo.Postings.Allocation;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The old bills of a customer in trouble, paid off oldest first in equal monthly instalments. */
final class ArrearsPlan {
    private static final int INSTALMENTS = 24;

    private final Deque<Bill> unpaid = new ArrayDeque<>();
    private long total;
    /** What the oldest unpaid bill got from earlier instalments. */
    private long paidOfOldest;

    void add(List<Bill> bills) {
        unpaid.addAll(bills);
        total += bills.stream().mapToLong(bill -> bill.net(Habit.ARREARS_PLAN)).sum();
    }

    void pay(BookAccount account, LocalDate on, LocalDate recordedOn, Postings postings) {
        long instalment = Paise.wholeRupees(total / INSTALMENTS);
        long left = instalment;
        List<Allocation> paid = new ArrayList<>();
        while (left > 0 && !unpaid.isEmpty()) {
            Bill oldest = unpaid.element();
            Allocation full = Allocation.full(oldest, account.habit(), on);
            long amount = Math.min(left, full.amount() - paidOfOldest);
            // Tax is deducted with the first payment of a bill.
            paid.add(paidOfOldest == 0 ? full.withAmount(amount) : Allocation.ofAmount(oldest, amount, on));
            left -= amount;
            paidOfOldest += amount;
            if (paidOfOldest == full.amount()) {
                unpaid.remove();
                paidOfOldest = 0;
            }
        }
        if (instalment > left) {
            String receipt = postings.receipt(account, on, instalment - left, "ARREARS PLAN");
            paid.forEach(allocation -> postings.allocation(account, receipt, allocation, recordedOn));
        }
    }
}
