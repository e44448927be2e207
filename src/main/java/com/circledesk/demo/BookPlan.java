package com.circledesk.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * How large a book is and when it ends. The same plan always gives the same book.
 *
 * @param until the last day of the book; nothing in it is later
 * @param months calendar months, the last being that of {@code until}
 * @param invoices exactly so many
 * @param linesPerInvoice 0 = a line for every tenancy that is billed
 * @param story with the mishaps that a demonstration shows: a bounced payment, a wrong allocation put right
 */
record BookPlan(
        long seed,
        LocalDate until,
        int months,
        List<String> circles,
        List<Customer> customers,
        int sites,
        int invoices,
        int linesPerInvoice,
        boolean writesLines,
        boolean story) {
    private static final long SEED = 20_180_701L;
    private static final int NATIONAL_SITES = 260_000;
    private static final int NATIONAL_INVOICES = 1_000_000;
    private static final int LINES_PER_INVOICE = 10;

    static BookPlan demonstration(LocalDate until) {
        return new BookPlan(
                SEED,
                until,
                24,
                List.of("KA", "MH", "DL"),
                Customer.OF_THE_DEMONSTRATION,
                2_000,
                12_000,
                0,
                true,
                true);
    }

    /** All 22 circles, 150 accounts, 36 months. Sites shrink with the number of invoices below a million. */
    static BookPlan national(LocalDate until, int invoices, long lines) {
        int sites = (int) Math.max(500, Math.min(NATIONAL_SITES, (long) invoices * NATIONAL_SITES / NATIONAL_INVOICES));
        int linesPerInvoice = lines == 0 ? LINES_PER_INVOICE : (int) Math.max(1, lines / Math.max(1, invoices));
        return new BookPlan(
                SEED, until, 36, Atlas.CIRCLES, Customer.ALL, sites, invoices, linesPerInvoice, lines > 0, false);
    }

    /** For files: what happened twice or was taken back cannot be told in them. */
    BookPlan withoutStory() {
        return new BookPlan(
                seed, until, months, circles, customers, sites, invoices, linesPerInvoice, writesLines, false);
    }

    YearMonth month(int index) {
        return YearMonth.from(until).minusMonths(months - 1L - index);
    }
}
