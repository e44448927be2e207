package com.circledesk.payments.matching;

import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds months in a text: OCT26, Oct-2026, October 2026, 10/2026, 2026-10, and "JUN26 TO OCT26". */
final class Months {
    private static final String NAMES = Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toUpperCase(Locale.ROOT))
            .map(name -> name.length() == 3 ? name : name.substring(0, 3) + "(?:" + name.substring(3) + ")?")
            .collect(Collectors.joining("|", "(", ")"));
    private static final String EDGE = "(?<![A-Z0-9#/-])";
    private static final String END = "(?![A-Z0-9#]|[/-]\\d)";
    private static final Pattern MONTH = Pattern.compile(EDGE + NAMES + "[ '/.-]?(20\\d\\d|\\d\\d)" + END + "|" + EDGE
            + "(0[1-9]|1[0-2])[/-](20\\d\\d)" + END + "|" + EDGE + "(20\\d\\d)-(0[1-9]|1[0-2])" + END);
    private static final Pattern TO = Pattern.compile("^\\s*+(TO|-|TILL|UPTO)\\s*+");
    private static final int RANGE_MAX = 24;

    private Months() {}

    /**
     * @param all those between the ends of a range, too
     * @param spelled those that stand in the text themselves
     */
    record Found(SortedSet<YearMonth> all, SortedSet<YearMonth> spelled) {}

    /** @param text in capitals */
    static Found in(String text) {
        TreeSet<YearMonth> months = new TreeSet<>();
        TreeSet<YearMonth> spelled = new TreeSet<>();
        Matcher found = MONTH.matcher(text);
        YearMonth before = null;
        int end = 0;
        while (found.find()) {
            YearMonth month = month(found);
            if (before != null
                    && month.isBefore(before.plusMonths(RANGE_MAX))
                    && TO.matcher(text.substring(end, found.start())).matches()) {
                for (YearMonth between = before; between.isBefore(month); between = between.plusMonths(1)) {
                    months.add(between);
                }
            }
            months.add(month);
            spelled.add(month);
            before = month;
            end = found.end();
        }
        return new Found(months, spelled);
    }

    private static YearMonth month(Matcher found) {
        if (found.group(1) != null) {
            int year = Integer.parseInt(found.group(2));
            return YearMonth.of(year < 100 ? 2000 + year : year, number(found.group(1)));
        }
        if (found.group(3) != null) {
            return YearMonth.of(Integer.parseInt(found.group(4)), Integer.parseInt(found.group(3)));
        }
        return YearMonth.of(Integer.parseInt(found.group(5)), Integer.parseInt(found.group(6)));
    }

    private static int number(String name) {
        for (Month month : Month.values()) {
            if (month.name().startsWith(name.substring(0, 3))) {
                return month.getValue();
            }
        }
        throw new IllegalArgumentException(name);
    }
}
