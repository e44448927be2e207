package com.circledesk.demo;

import java.util.SplittableRandom;

/** How a customer pays: when, how completely, and how quickly the advice lets the desk allocate the money. */
enum Habit {
    /** On the due day or just before it, nearly always in full. */
    DISCIPLINED(30, 27, 30, 10, 3, 2),
    /** A few days after the due date. */
    FEW_DAYS_LATE(30, 31, 40, 40, 9, 7),
    /** Current bills in full when due; the bills of a bad year in instalments. */
    ARREARS_PLAN(45, 43, 49, 30, 8, 7),
    /** Through many hands: months after the due date, with GST deducted too. */
    PUBLIC_SECTOR(45, 120, 200, 60, 20, 16),
    SMALL(30, 30, 70, 50, 10, 9);

    private final int termsDays;
    private final int paysAfterDaysMin;
    private final int paysAfterDaysMax;
    private final int shortPerMille;
    private final int heldPerMille;
    private final int allocatedWithinDays;

    Habit(int termsDays, int paysMin, int paysMax, int shortPerMille, int heldPerMille, int allocatedWithinDays) {
        this.termsDays = termsDays;
        this.paysAfterDaysMin = paysMin;
        this.paysAfterDaysMax = paysMax;
        this.shortPerMille = shortPerMille;
        this.heldPerMille = heldPerMille;
        this.allocatedWithinDays = allocatedWithinDays;
    }

    int termsDays() {
        return termsDays;
    }

    boolean isPublicSector() {
        return this == PUBLIC_SECTOR;
    }

    boolean isLate() {
        return this == PUBLIC_SECTOR || this == ARREARS_PLAN;
    }

    int daysToPay(SplittableRandom random) {
        return random.nextInt(paysAfterDaysMin, paysAfterDaysMax + 1);
    }

    int daysToAllocate(SplittableRandom random) {
        return random.nextInt(allocatedWithinDays + 1);
    }

    /** What happens to a bill when its turn to be paid comes. */
    Outcome outcome(SplittableRandom random) {
        int chance = random.nextInt(1000);
        return chance < heldPerMille
                ? Outcome.HELD
                : chance < heldPerMille + shortPerMille ? Outcome.SHORT : Outcome.FULL;
    }

    enum Outcome {
        FULL,
        SHORT,
        HELD
    }
}
