package com.circledesk.demo;

import java.util.SplittableRandom;

/** Kinds of sites with their usual monthly rent and energy for an anchor tenant, in rupees. */
enum SiteType {
    GBT(56, 24_000, 34_000, 13_000, 21_000),
    RTT(22, 18_000, 26_000, 10_000, 16_000),
    RTP(9, 12_000, 18_000, 7_000, 11_000),
    COW(1, 30_000, 40_000, 15_000, 24_000),
    IBS(7, 8_000, 14_000, 3_000, 6_000),
    ODSC(5, 4_000, 7_000, 1_500, 3_000);

    private static final SiteType[] ALL = values();

    private final int sharePercent;
    private final int rentMin;
    private final int rentMax;
    private final int energyMin;
    private final int energyMax;

    SiteType(int sharePercent, int rentMin, int rentMax, int energyMin, int energyMax) {
        this.sharePercent = sharePercent;
        this.rentMin = rentMin;
        this.rentMax = rentMax;
        this.energyMin = energyMin;
        this.energyMax = energyMax;
    }

    static SiteType of(int ordinal) {
        return ALL[ordinal];
    }

    static SiteType draw(SplittableRandom random) {
        int ticket = random.nextInt(100);
        for (SiteType type : ALL) {
            ticket -= type.sharePercent;
            if (ticket < 0) {
                return type;
            }
        }
        return GBT;
    }

    /** @param fraction from 0 to 999, this tenancy's own */
    long rent(int fraction) {
        return Paise.rupees(rentMin + (long) (rentMax - rentMin) * fraction / 1000);
    }

    long energy(int fraction) {
        return Paise.rupees(energyMin + (long) (energyMax - energyMin) * fraction / 1000);
    }
}
