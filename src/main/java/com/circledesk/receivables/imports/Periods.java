package com.circledesk.receivables.imports;

import com.circledesk.imports.Staging;

/** Months that finance has locked: no date that a file gives for a document or an entry may lie in one. */
final class Periods {
    private Periods() {}

    /** Only a date that is given; a default that falls into such a month moves to the first open day by itself. */
    static void refuseLocked(Staging rows, String column) {
        refuseLocked(rows, column, "true");
    }

    /** @param which SQL for the rows {@code s} that the rule is for */
    static void refuseLocked(Staging rows, String column, String which) {
        rows.fault("period-locked", column, """
                select s.row_no, format('%%s lies in %%s, which is locked. Give a date from %%s on, or ask finance to unlock the month'
                                            || ' (anybody there but %%s, who locked it).',
                                        s.%1$s, to_char(l.month, 'FMMonth YYYY'), first_open_day(s.%1$s), l.locked_by)
                from accepted s
                join period_lock l on l.month = date_trunc('month', s.%1$s)::date and l.unlocked_at is null
                where %2$s
                """.formatted(column, which));
    }
}
