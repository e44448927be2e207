package com.circledesk.demo;

import com.circledesk.demo.Atlas.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes a tower company's receivables book: the same for the same plan, month by month, in memory that does not grow with
 * the number of invoices. What of it is loaded and how is the sink's matter.
 */
final class BookGenerator {
    private static final int UNIDENTIFIED_RECEIPTS = 3;

    private final BookPlan plan;
    private final BookSink sink;

    BookGenerator(BookPlan plan, BookSink sink) {
        this.plan = plan;
        this.sink = sink;
    }

    void generate(Managers managers) {
        SiteBook sites = new SiteBook(plan);
        sites.build(sink);
        List<BookAccount> accounts = accounts(sites);
        accounts.forEach(account -> write(account, managers));
        Postings postings = new Postings(sink, plan, accounts.size());
        Billing billing = new Billing(plan, sites, postings);
        Payments payments = new Payments(plan, postings);
        Quota quota = new Quota(plan, accounts);
        for (int month = 0; month < plan.months(); month++) {
            for (BookAccount account : accounts) {
                SplittableRandom random = randomOf(account, month);
                payments.instalment(account, month, random);
                Map<Charge, List<Bill>> bills = billing.bill(account, month, quota.next(account, month), random);
                for (List<Bill> bundle : bills.values()) {
                    payments.settle(account, month, bundle, random);
                }
            }
        }
        unidentified(postings);
        postings.controlBalances(accounts);
    }

    private List<BookAccount> accounts(SiteBook sites) {
        List<BookAccount> accounts = new ArrayList<>();
        for (String circle : plan.circles()) {
            String placeCode = Atlas.PLACES.stream()
                    .filter(place -> place.circle().equals(circle))
                    .map(Place::code)
                    .findFirst()
                    .orElseThrow();
            for (Customer customer : plan.customers()) {
                if (customer.worksIn(circle)) {
                    accounts.add(
                            BookAccount.of(accounts.size(), customer, circle, placeCode, sites.of(customer, circle)));
                }
            }
        }
        return accounts;
    }

    private void write(BookAccount account, Managers managers) {
        sink.write(
                BookFile.ACCOUNTS,
                plan.month(0).atDay(1),
                account.code(),
                account.customer().name() + " Ltd, " + account.circle(),
                account.customer().name(),
                account.customer().segment(),
                account.circle(),
                Integer.toString(account.habit().termsDays()),
                account.gstin(),
                account.pan(),
                account.tan(),
                account.habit().isPublicSector() ? "Y" : "N",
                managers.of(account.circle()),
                "Y");
    }

    /** A stream of its own for each account and month: a change in one leaves the others as they were. */
    private SplittableRandom randomOf(BookAccount account, int month) {
        return new SplittableRandom(plan.seed() + account.code().hashCode() * 1_000_003L + month * 7_919L);
    }

    private void unidentified(Postings postings) {
        SplittableRandom random = new SplittableRandom(plan.seed() + 1);
        for (int i = 0; i < UNIDENTIFIED_RECEIPTS; i++) {
            LocalDate on = Payments.workday(plan.until().minusDays(9 + 16L * i));
            postings.unidentified(on, random);
        }
    }

    /** Who manages the accounts of a circle: a mail address, or nothing. */
    @FunctionalInterface
    interface Managers {
        String of(String circle);
    }

    /** Shares the plan's invoices out over accounts and months, by tenancies, to the last one. */
    private static final class Quota {
        private final BookPlan plan;
        private final long weights;
        private long before;

        Quota(BookPlan plan, List<BookAccount> accounts) {
            this.plan = plan;
            long sum = 0;
            for (int month = 0; month < plan.months(); month++) {
                for (BookAccount account : accounts) {
                    sum += weight(account, month);
                }
            }
            weights = sum;
        }

        private long weight(BookAccount account, int month) {
            return (long) account.tenancies().count() * Billing.shareBilled(plan, month);
        }

        int next(BookAccount account, int month) {
            long from = plan.invoices() * before / weights;
            before += weight(account, month);
            return (int) (plan.invoices() * before / weights - from);
        }
    }
}
