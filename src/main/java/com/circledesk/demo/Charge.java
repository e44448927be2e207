package com.circledesk.demo;

/**
 * What is billed. Most of it comes every month on its day; what is left of a month's bills is seldom things.
 *
 * @see Billing
 */
enum Charge {
    RENTAL("RENTAL", 'R', 1, 440),
    LOADING("LOADING", 'L', 5, 130),
    /** Provisional, for the month before. */
    ENERGY("ENERGY", 'E', 10, 380),
    /** What the meters said in the end, once a quarter. */
    TRUE_UP("ENERGY", 'T', 12, 50),
    ONE_TIME("ONE_TIME", 'O', 12, 0),
    EXIT("EXIT", 'X', 12, 0),
    INTEREST("INTEREST", 'I', 12, 0),
    OTHER("OTHER", 'M', 12, 0);

    private final String type;
    private final char letter;
    private final int billingDay;
    private final int perMille;

    Charge(String type, char letter, int billingDay, int perMille) {
        this.type = type;
        this.letter = letter;
        this.billingDay = billingDay;
        this.perMille = perMille;
    }

    /** Its charge type in the contract. */
    String type() {
        return type;
    }

    char letter() {
        return letter;
    }

    int billingDay() {
        return billingDay;
    }

    /** Its share of a month's bills; the quarterly true-up lends its place to the other seldom ones. */
    int perMille() {
        return perMille;
    }
}
