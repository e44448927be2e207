package com.circledesk.imports.cells;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A GST identification number: two digits of the state, the PAN, a digit or letter of the registration, Z, and a check
 * character over the fourteen before it (modulus 36, weights 1 and 2 in turn, as the GST portal computes it).
 */
public record GstinType() implements CellType {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]");
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int BASE = CHARACTERS.length();

    @Override
    public String sqlType() {
        return "text";
    }

    @Override
    public String allowed() {
        return "GSTIN of 15 characters with its check character";
    }

    @Override
    public String read(Cell cell, Formats formats) throws BadCell {
        String gstin = cell.text().toUpperCase(Locale.ROOT);
        if (!SHAPE.matcher(gstin).matches()) {
            throw new BadCell(
                    "bad-gstin",
                    "%s is not a GSTIN. It has 15 characters: state, PAN, registration, Z and check character."
                            .formatted(BadCell.quoted(cell.text())));
        }
        if (!fits(gstin)) {
            throw new BadCell(
                    "bad-gstin",
                    "%s is not a GSTIN: its check character does not fit the other fourteen. Look for a mistyped character."
                            .formatted(BadCell.quoted(cell.text())));
        }
        return gstin;
    }

    /** Whether it has the shape of a GSTIN, in capitals, and its check character fits. */
    public static boolean fits(String gstin) {
        return SHAPE.matcher(gstin).matches() && gstin.charAt(14) == checkCharacter(gstin);
    }

    /** The fifteenth character, from the fourteen before it. */
    public static char checkCharacter(String gstin) {
        int sum = 0;
        for (int at = 0; at < 14; at++) {
            int product = CHARACTERS.indexOf(gstin.charAt(at)) * (at % 2 + 1);
            sum += product / BASE + product % BASE;
        }
        return CHARACTERS.charAt((BASE - sum % BASE) % BASE);
    }

    @Override
    public String example() {
        return "27AAACB1234C1Z" + checkCharacter("27AAACB1234C1Z");
    }
}
