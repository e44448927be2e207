package com.circledesk.imports.files;

import com.circledesk.imports.cells.Cell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Reads the cells of a sheet: shared and own texts, numbers, dates, stored values of formulas. */
final class SheetCells {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(?:\\.\\d{1,40})?(?:[eE][+-]?\\d{1,3})?");
    /** A spreadsheet keeps 15 digits; what comes after them in the file is noise of its arithmetic. */
    private static final MathContext PRECISION = new MathContext(15, RoundingMode.HALF_UP);

    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final BigDecimal SERIAL_MAX = new BigDecimal("2958465");

    private final SharedTexts texts;
    private final NumberStyles styles;
    private final LocalDate dayZero;
    private final StringBuilder text = new StringBuilder();

    SheetCells(SharedTexts texts, NumberStyles styles, boolean date1904) {
        this.texts = texts;
        this.styles = styles;
        this.dayZero = date1904 ? DAY_ZERO_1904 : DAY_ZERO;
    }

    /** Index of the column in a reference such as {@code AB12}, or the given one if there is no reference. */
    static int column(String reference, int otherwise) {
        int column = 0;
        int at = 0;
        while (at < reference.length() && at < 4 && reference.charAt(at) >= 'A' && reference.charAt(at) <= 'Z') {
            column = column * 26 + (reference.charAt(at++) - 'A' + 1);
        }
        return at == 0 ? otherwise : column - 1;
    }

    /** Reads the cell whose start the reader stands on, up to its end. */
    Cell read(Xml xml) {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        text.setLength(0);
        long length = 0;
        Xml.Event event;
        while ((event = xml.next()) != null
                && !(event == Xml.Event.END && xml.name().equals("c"))) {
            if (event == Xml.Event.START) {
                switch (xml.name()) {
                    case "v" -> length += xml.text(text);
                    case "is" -> length += SharedTexts.readItem(xml, text);
                    default -> xml.skip();
                }
            }
        }
        return length == 0 ? Cell.BLANK : cell(type, style, length);
    }

    private Cell cell(String type, String style, long length) {
        return switch (type) {
            case "s" -> texts.cell(Integers.parse(text.toString()));
            case "str", "inlineStr", "e" -> Cell.of(text.toString(), Cell.Kind.TEXT, length);
            case "b" -> Cell.text(text.toString().equals("1") ? "TRUE" : "FALSE");
            case "d" -> Cell.of(text.substring(0, Math.min(10, text.length())), Cell.Kind.DATE, length);
            default -> number(text.toString(), style, length);
        };
    }

    private Cell number(String stored, String style, long length) {
        if (!NUMBER.matcher(stored).matches()) {
            return Cell.of(stored, Cell.Kind.TEXT, length);
        }
        BigDecimal number = new BigDecimal(stored).round(PRECISION);
        if (styles.isDate(style) && number.signum() > 0 && number.compareTo(SERIAL_MAX) <= 0) {
            String day = dayZero.plusDays(number.longValue()).toString();
            return Cell.of(day, Cell.Kind.DATE, day.length());
        }
        String plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return Cell.of(plain, Cell.Kind.NUMBER, plain.length());
    }
}
