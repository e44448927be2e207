package com.circledesk.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SplittableRandom;

/** Writes documents into the book, none of them later than its last day, and keeps what they add up to. */
final class Postings {
    /** Money or credit on its way to an invoice. */
    record Allocation(
            Bill bill,
            long amount,
            long tds,
            long gstTds,
            long deduction,
            String deductionReason,
            LocalDate effectiveOn) {
        static Allocation full(Bill bill, Habit habit, LocalDate on) {
            return new Allocation(bill, bill.net(habit), bill.tds(), bill.gstTds(habit), 0, "", on);
        }

        static Allocation ofAmount(Bill bill, long amount, LocalDate on) {
            return new Allocation(bill, amount, 0, 0, 0, "", on);
        }

        Allocation withAmount(long other) {
            return new Allocation(bill, other, tds, gstTds, deduction, deductionReason, effectiveOn);
        }

        Allocation withDeduction(long deducted, String reason) {
            return new Allocation(bill, amount, tds, gstTds, deducted, reason, effectiveOn);
        }
    }

    private final BookSink sink;
    private final LocalDate until;
    private final Numbers numbers = new Numbers();
    private final ControlBalances balances;

    Postings(BookSink sink, BookPlan plan, int accounts) {
        this.sink = sink;
        this.until = plan.until();
        this.balances = new ControlBalances(plan.until(), accounts);
    }

    boolean isWithin(LocalDate day) {
        return !day.isAfter(until);
    }

    Numbers numbers() {
        return numbers;
    }

    void invoice(BookAccount account, Charge charge, Bill bill, YearMonth period, String irn) {
        balances.add(account, bill.date(), bill.total());
        sink.write(
                BookFile.INVOICES,
                bill.date(),
                bill.number(),
                account.code(),
                charge.type(),
                bill.date().toString(),
                bill.dueDate().toString(),
                Paise.text(bill.taxable()),
                Paise.text(bill.total() - bill.taxable()),
                Paise.text(bill.total()),
                period.toString(),
                irn,
                account.supplierGstin(),
                account.gstin(),
                "PO-%d%04d".formatted(period.getYear(), 4100 + account.index()));
    }

    void line(LocalDate recordedOn, String... cells) {
        sink.write(BookFile.INVOICE_LINES, recordedOn, cells);
    }

    String receipt(BookAccount account, LocalDate on, long amount, String purpose) {
        balances.add(account, on, -amount);
        String number = numbers.receipt(account.circle(), on);
        String utr = numbers.transfer(on);
        String remitter = account.customer().name().toUpperCase(java.util.Locale.ROOT) + " LTD";
        sink.write(
                BookFile.RECEIPTS,
                on,
                number,
                on.toString(),
                Paise.text(amount),
                account.code(),
                utr,
                remitter,
                "RTGS CR " + utr + " " + remitter + " " + purpose);
        return number;
    }

    /** Money of which nobody knows yet whose it is. */
    void unidentified(LocalDate on, SplittableRandom random) {
        String utr = numbers.transfer(on);
        sink.write(
                BookFile.RECEIPTS,
                on,
                numbers.receipt("XX", on),
                on.toString(),
                Paise.text(Paise.between(random, 40_000, 900_000)),
                "",
                utr,
                "",
                "NEFT INWARD " + utr + " BR " + random.nextInt(1000, 9999));
    }

    void allocation(BookAccount account, String receipt, Allocation allocation, LocalDate recordedOn) {
        allocate(account, receipt, "", allocation, recordedOn);
    }

    void allocationOfNote(BookAccount account, String note, Allocation allocation, LocalDate recordedOn) {
        allocate(account, "", note, allocation, recordedOn);
    }

    private void allocate(
            BookAccount account, String receipt, String note, Allocation allocation, LocalDate recordedOn) {
        if (!isWithin(recordedOn)) {
            return;
        }
        balances.add(
                account, allocation.effectiveOn(), -allocation.tds() - allocation.gstTds() - allocation.deduction());
        sink.write(
                BookFile.ALLOCATIONS,
                recordedOn,
                receipt,
                note,
                allocation.bill().number(),
                Paise.text(allocation.amount()),
                Paise.text(allocation.tds()),
                Paise.text(allocation.gstTds()),
                Paise.text(allocation.deduction()),
                allocation.deductionReason(),
                allocation.effectiveOn().toString());
    }

    /** @param bill the invoice it refers to, or null where it goes on account */
    String creditNote(
            BookAccount account,
            LocalDate on,
            long taxable,
            long total,
            @org.jspecify.annotations.Nullable Bill bill,
            String reason) {
        balances.add(account, on, -total);
        String number = numbers.creditNote(account.circle(), on);
        note(account, number, "CREDIT", on, taxable, total, bill == null ? "" : bill.number(), reason);
        return number;
    }

    void debitNote(BookAccount account, LocalDate on, long taxable, long total, Bill bill, String reason) {
        balances.add(account, on, total);
        String number = numbers.debitNote(account.circle(), on);
        note(account, number, "DEBIT", on, taxable, total, bill.number(), reason);
    }

    private void note(
            BookAccount account,
            String number,
            String kind,
            LocalDate on,
            long taxable,
            long total,
            String invoice,
            String reason) {
        sink.write(
                BookFile.NOTES,
                on,
                number,
                kind,
                account.code(),
                on.toString(),
                Paise.text(total),
                Paise.text(taxable),
                Paise.text(total - taxable),
                invoice,
                reason);
    }

    /** @param effectiveOn the day it happened, or null for a correction, which takes the original's date */
    void reversal(
            BookAccount account,
            String receipt,
            Allocation allocation,
            @org.jspecify.annotations.Nullable LocalDate effectiveOn,
            LocalDate recordedOn,
            String reason) {
        balances.add(
                account,
                effectiveOn == null ? allocation.effectiveOn() : effectiveOn,
                allocation.tds() + allocation.gstTds() + allocation.deduction());
        sink.write(
                BookFile.REVERSALS,
                recordedOn,
                "ALLOCATION",
                receipt,
                allocation.bill().number(),
                effectiveOn == null ? "" : effectiveOn.toString(),
                reason);
    }

    void reversalOfReceipt(BookAccount account, String receipt, long amount, LocalDate on, String reason) {
        balances.add(account, on, amount);
        sink.write(BookFile.REVERSALS, on, "RECEIPT", receipt, "", on.toString(), reason);
    }

    void controlBalances(java.util.List<BookAccount> accounts) {
        balances.write(accounts, sink);
    }
}
