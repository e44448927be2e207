package com.circledesk.demo;

import com.circledesk.demo.Postings.Allocation;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Pays bills as the customer's habit has it: one bank transfer for many bills, tax deducted, some short, some held. */
final class Payments {
    private static final int BILLS_PER_TRANSFER = 40;
    /** Bills of the first months of the book that a customer on an arrears plan could not pay, in percent of the months. */
    private static final int BAD_MONTHS_PERCENT = 25;

    private record Shortfall(Bill bill, long amount) {}

    private final BookPlan plan;
    private final Postings postings;
    private final Mishaps mishaps;
    private final Map<BookAccount, ArrearsPlan> arrears = new HashMap<>();

    Payments(BookPlan plan, Postings postings) {
        this.plan = plan;
        this.postings = postings;
        this.mishaps = new Mishaps(plan, postings);
    }

    void settle(BookAccount account, int month, List<Bill> bills, SplittableRandom random) {
        if (account.habit() == Habit.ARREARS_PLAN && month < badMonths()) {
            arrearsOf(account).add(bills);
            return;
        }
        for (int from = 0; from < bills.size(); from += BILLS_PER_TRANSFER) {
            pay(account, month, bills.subList(from, Math.min(bills.size(), from + BILLS_PER_TRANSFER)), random);
        }
    }

    void instalment(BookAccount account, int month, SplittableRandom random) {
        LocalDate on = workday(plan.month(month).atDay(20));
        if (account.habit() == Habit.ARREARS_PLAN && month >= badMonths() && postings.isWithin(on)) {
            arrearsOf(account).pay(account, on, on.plusDays(account.habit().daysToAllocate(random)), postings);
        }
    }

    private int badMonths() {
        return plan.months() * BAD_MONTHS_PERCENT / 100;
    }

    private ArrearsPlan arrearsOf(BookAccount account) {
        return arrears.computeIfAbsent(account, key -> new ArrearsPlan());
    }

    private void pay(BookAccount account, int month, List<Bill> bills, SplittableRandom random) {
        LocalDate lastBill =
                bills.stream().map(Bill::date).max(LocalDate::compareTo).orElseThrow();
        LocalDate paidOn = workday(lastBill.plusDays(account.habit().daysToPay(random)));
        long credit = creditOnAccount(account, bills.get(0), random);
        underbilled(account, bills.get(bills.size() - 1), random);
        if (!postings.isWithin(paidOn)) {
            return;
        }
        List<Allocation> paid = new ArrayList<>();
        List<Shortfall> shortfalls = new ArrayList<>();
        List<Bill> held = new ArrayList<>();
        boolean wrongly = mishaps.allocatesWrongly(account, month, bills);
        for (Bill bill : bills) {
            boolean first = bill == bills.get(0);
            Habit.Outcome outcome =
                    first && wrongly ? Habit.Outcome.HELD : account.habit().outcome(random);
            Allocation full = Allocation.full(bill, account.habit(), paidOn);
            if (first && credit > 0) {
                paid.add(full.withAmount(full.amount() - credit));
            } else if (outcome == Habit.Outcome.HELD) {
                held.add(bill);
            } else if (outcome == Habit.Outcome.SHORT) {
                long part = Paise.wholeRupees(Paise.percent(full.amount(), random.nextInt(60, 96)));
                paid.add(full.withAmount(part));
                shortfalls.add(new Shortfall(bill, full.amount() - part));
            } else {
                paid.add(full);
            }
        }
        if (mishaps.bounces(account, month)) {
            mishaps.bounce(account, paid, workday(paidOn.minusDays(12)));
        }
        remit(account, paidOn, paid, wrongly ? held : List.of(), random);
        rest(account, shortfalls, workday(paidOn.plusDays(random.nextInt(40, 101))), random);
        held.forEach(bill -> dispute(account, bill, random));
    }

    /** Now and then more money comes than was billed; it stays unapplied. */
    private void remit(
            BookAccount account,
            LocalDate paidOn,
            List<Allocation> paid,
            List<Bill> wronglyFirst,
            SplittableRandom random) {
        long advance = random.nextInt(1000) < 12 ? Paise.between(random, 10, 200) * 1000 : 0;
        long amount = paid.stream().mapToLong(Allocation::amount).sum() + advance;
        if (amount == 0) {
            return;
        }
        String receipt = postings.receipt(account, paidOn, amount, "BILLS " + paid.size());
        LocalDate recordedOn = paidOn.plusDays(account.habit().daysToAllocate(random));
        List<Allocation> straight = paid;
        if (!wronglyFirst.isEmpty() && !paid.isEmpty()) {
            Allocation last = paid.get(paid.size() - 1);
            straight = paid.subList(0, paid.size() - 1);
            mishaps.allocateWrongly(account, receipt, last, wronglyFirst.get(0), paidOn);
        }
        straight.forEach(allocation -> postings.allocation(account, receipt, allocation, recordedOn));
    }

    /** Short payments: most are made good, some by an agreed deduction, some never. */
    private void rest(BookAccount account, List<Shortfall> shortfalls, LocalDate on, SplittableRandom random) {
        List<Allocation> made = new ArrayList<>();
        for (Shortfall shortfall : shortfalls) {
            int chance = random.nextInt(100);
            Allocation whole = Allocation.ofAmount(shortfall.bill(), shortfall.amount(), on);
            if (chance < 70) {
                made.add(whole);
            } else if (chance < 85) {
                long deduction = Paise.wholeRupees(Paise.percent(shortfall.amount(), 40));
                made.add(whole.withAmount(shortfall.amount() - deduction).withDeduction(deduction, "SLA"));
            }
        }
        if (!made.isEmpty() && postings.isWithin(on)) {
            String receipt = postings.receipt(
                    account, on, made.stream().mapToLong(Allocation::amount).sum(), "BALANCE " + made.size());
            LocalDate recordedOn = on.plusDays(account.habit().daysToAllocate(random));
            made.forEach(allocation -> postings.allocation(account, receipt, allocation, recordedOn));
        }
    }

    /** A bill that the customer does not accept: credited in part, or paid in the end, or open to this day. */
    private void dispute(BookAccount account, Bill bill, SplittableRandom random) {
        LocalDate on = workday(bill.date().plusDays(random.nextInt(90, 300)));
        int chance = random.nextInt(100);
        if (chance >= 65 || !postings.isWithin(on)) {
            return;
        }
        Bill left = bill;
        if (chance < 45) {
            int percent = 20 * random.nextInt(1, 6);
            long taxable = percent == 100 ? bill.taxable() : Paise.percent(bill.taxable(), percent);
            long total = percent == 100 ? bill.total() : taxable + Paise.gst(taxable);
            postings.creditNote(account, on, taxable, total, bill, "Rate agreed after joint reconciliation");
            left = new Bill(bill.number(), bill.date(), bill.dueDate(), bill.taxable() - taxable, bill.total() - total);
        }
        LocalDate paidOn = workday(on.plusDays(15));
        if (left.total() > 0 && postings.isWithin(paidOn)) {
            Allocation allocation = Allocation.full(left, account.habit(), paidOn);
            String receipt = postings.receipt(account, paidOn, allocation.amount(), "DISPUTE SETTLED");
            postings.allocation(account, receipt, allocation, paidOn);
        }
    }

    /** An energy credit for the quarter, on account; mostly it is set off against the next bill. */
    private long creditOnAccount(BookAccount account, Bill bill, SplittableRandom random) {
        LocalDate on = bill.date().plusDays(4);
        if (random.nextInt(1000) >= 35 || !postings.isWithin(on)) {
            return 0;
        }
        long taxable = Paise.percent(bill.taxable(), random.nextInt(3, 9));
        long total = taxable + Paise.gst(taxable);
        String note = postings.creditNote(
                account, on, taxable, total, null, "Energy units trued up in the customer's favour");
        boolean setOff = random.nextInt(100) < 65 && postings.isWithin(on.plusDays(6));
        if (setOff) {
            postings.allocationOfNote(account, note, Allocation.ofAmount(bill, total, on), on.plusDays(6));
        }
        return setOff ? total : 0;
    }

    private void underbilled(BookAccount account, Bill bill, SplittableRandom random) {
        LocalDate on = workday(bill.date().plusDays(20));
        if (random.nextInt(1000) >= 10 || !postings.isWithin(on)) {
            return;
        }
        long taxable = Paise.percent(bill.taxable(), random.nextInt(2, 6));
        Bill note = new Bill(bill.number(), on, on, taxable, taxable + Paise.gst(taxable));
        postings.debitNote(account, on, taxable, note.total(), bill, "Loading found at the joint site audit");
        LocalDate paidOn = workday(on.plusDays(60));
        if (postings.isWithin(paidOn)) {
            Allocation allocation = Allocation.full(note, account.habit(), paidOn);
            String receipt = postings.receipt(account, paidOn, allocation.amount(), "DEBIT NOTE");
            postings.allocation(account, receipt, allocation, paidOn.plusDays(1));
        }
    }

    static LocalDate workday(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SUNDAY
                ? day.plusDays(1)
                : day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.plusDays(2) : day;
    }
}
