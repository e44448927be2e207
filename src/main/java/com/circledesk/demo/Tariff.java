package com.circledesk.demo;

import java.time.YearMonth;
import java.util.SplittableRandom;

/** What a tenancy is charged: the same base every month, with escalation, season and a meter that never reads alike. */
final class Tariff {
    private static final int ESCALATION_PER_MILLE = 1_025;
    private static final int COLO_PERCENT = 85;
    private static final int SUMMER_PERCENT = 112;
    private static final int LOADED_PER_MILLE = 320;
    private static final int NEW_PER_MILLE = 220;

    private final BookPlan plan;
    private final SiteBook sites;

    Tariff(BookPlan plan, SiteBook sites) {
        this.plan = plan;
        this.sites = sites;
    }

    /** On air from the book's first month on, or since some month of it. */
    boolean isOnAir(BookAccount account, int tenancy, int month) {
        int own = own(account, tenancy, 1);
        return own >= NEW_PER_MILLE || month >= 1 + own % (plan.months() - 1);
    }

    /** Carries equipment beyond the base configuration. */
    boolean isLoaded(BookAccount account, int tenancy) {
        return own(account, tenancy, 2) < LOADED_PER_MILLE;
    }

    long taxable(Charge charge, BookAccount account, int tenancy, YearMonth month, SplittableRandom random) {
        return switch (charge) {
            case RENTAL -> rent(account, tenancy, month);
            case LOADING -> escalated(Paise.rupees(2_000 + own(account, tenancy, 3) * 4L), month);
            case ENERGY -> energy(account, tenancy, month, random);
            case TRUE_UP -> Paise.percent(energy(account, tenancy, month, random) * 3, random.nextInt(3, 10));
            case ONE_TIME -> Paise.between(random, 25_000, 150_000);
            case EXIT -> rent(account, tenancy, month) * random.nextInt(3, 7);
            case INTEREST -> Paise.between(random, 20_000, 200_000);
            case OTHER -> Paise.between(random, 5_000, 20_000);
        };
    }

    private long rent(BookAccount account, int tenancy, YearMonth month) {
        long rent = escalated(type(account, tenancy).rent(own(account, tenancy, 4)), month);
        return Paise.wholeRupees(account.tenancies().isAnchor(tenancy) ? rent : Paise.percent(rent, COLO_PERCENT));
    }

    private long energy(BookAccount account, int tenancy, YearMonth month, SplittableRandom random) {
        long usual = type(account, tenancy).energy(own(account, tenancy, 5));
        boolean summer = month.getMonthValue() >= 4 && month.getMonthValue() <= 6;
        return Paise.perMille(summer ? Paise.percent(usual, SUMMER_PERCENT) : usual, random.nextInt(880, 1_121));
    }

    /** Agreements raise the rent each April. */
    private long escalated(long base, YearMonth month) {
        int first = plan.month(0).minusMonths(3).getYear();
        long amount = base;
        for (int year = month.minusMonths(3).getYear(); year > first; year--) {
            amount = Paise.wholeRupees(Paise.perMille(amount, ESCALATION_PER_MILLE));
        }
        return amount;
    }

    private SiteType type(BookAccount account, int tenancy) {
        return sites.type(account.tenancies().site(tenancy));
    }

    /** A number from 0 to 999 that belongs to this tenancy and trait for good. */
    private int own(BookAccount account, int tenancy, int trait) {
        long mixed = (plan.seed() * 31 + account.index()) * 0x9E3779B97F4A7C15L
                + account.tenancies().site(tenancy) * 0xBF58476D1CE4E5B9L
                + trait * 0x94D049BB133111EBL;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(mixed ^ mixed >>> 31, 1000);
    }
}
