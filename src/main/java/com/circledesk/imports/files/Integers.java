package com.circledesk.imports.files;

/** Whole numbers in a workbook's attributes, which may hold anything. */
final class Integers {
    private static final int DIGITS_MAX = 9;

    private Integers() {}

    /** The number, or -1 if the text is none. */
    static int parse(String text) {
        if (text.isEmpty() || text.length() > DIGITS_MAX) {
            return -1;
        }
        int number = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
