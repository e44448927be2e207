package com.circledesk.payments.statements.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in the words of a bank what Indian banks write there: the reference of the transfer, who sent it, whether it came back. */
final class Narration {
    static final int LENGTH_MAX = 1000;

    /** Four letters of the bank, then the channel and digits: 16 characters for NEFT, 22 for RTGS. */
    private static final Pattern UTR = Pattern.compile(
            "(?<![A-Z0-9])(?:[A-Z]{4}[A-Z0-9]\\d{11}|[A-Z]{4}[A-Z0-9]\\d{17}|[A-Z]{4}[A-Z0-9]{2}\\d{16})(?![A-Z0-9])");

    private static final Pattern IMPS = Pattern.compile("(?:IMPS|UPI|MMT)[-/ :]+(?:IMPS[-/ :]+)?(\\d{12})(?!\\d)");
    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");
    private static final Pattern RETURN = Pattern.compile(
            "\\b(?:RETURN(?:ED)?|RTN|RTGS RETURN|NEFT RETURN|CHQ RET|CHEQUE RETURN|I/W CHQ RET|O/W RTN|UNPAID|DISHONOU?RED|REVERSAL OF CREDIT)\\b");
    private static final Set<String> CHANNELS = Set.of(
            "NEFT",
            "RTGS",
            "IMPS",
            "UPI",
            "ACH",
            "NACH",
            "ECS",
            "CR",
            "DR",
            "INB",
            "INWARD",
            "FT",
            "TPT",
            "TRF",
            "TRANSFER",
            "BY",
            "TO",
            "FROM",
            "CREDIT",
            "DEBIT",
            "MMT",
            "CMS",
            "CLG",
            "CHQ",
            "DEP",
            "N",
            "R",
            "NONREF",
            "BR",
            "SALARY",
            "PAYMENT");

    private Narration() {}

    static @Nullable String utr(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        Matcher utr = UTR.matcher(capitals);
        if (utr.find()) {
            return utr.group();
        }
        Matcher imps = IMPS.matcher(capitals);
        return imps.find() ? imps.group(1) : null;
    }

    static boolean isReturn(String text) {
        return RETURN.matcher(text.toUpperCase(Locale.ROOT)).find();
    }

    /** The longest part that is words: neither a channel, nor a number, nor a bank's code. A guess, shown as one. */
    static @Nullable String remitter(String text) {
        return Arrays.stream(text.split("[-/*:;|]+|\\s{2,}"))
                .map(part -> Arrays.stream(part.strip().split("\\s+"))
                        .filter(Narration::isName)
                        .reduce((one, next) -> one + " " + next)
                        .orElse(""))
                .filter(part -> part.chars().filter(Character::isLetter).count() >= 4)
                .reduce((one, next) -> next.length() > one.length() ? next : one)
                .map(name -> name.length() > 200 ? name.substring(0, 200) : name)
                .orElse(null);
    }

    private static boolean isName(String word) {
        String capitals = word.toUpperCase(Locale.ROOT);
        return !CHANNELS.contains(capitals)
                && capitals.chars().filter(Character::isDigit).count() < 3
                && !IFSC.matcher(capitals).matches()
                && !UTR.matcher(capitals).matches();
    }

    /** Blanks and line ends as single blanks; no longer than is kept. */
    static String plain(String text) {
        String plain = text.replaceAll("[\\s\\p{Z}\\p{C}]+", " ").strip();
        return plain.length() > LENGTH_MAX ? plain.substring(0, LENGTH_MAX) : plain;
    }

    static @Nullable String orNull(@Nullable String text, int lengthMax) {
        String plain = text == null ? "" : plain(text);
        return plain.isEmpty() ? null : plain.substring(0, Math.min(plain.length(), lengthMax));
    }
}
