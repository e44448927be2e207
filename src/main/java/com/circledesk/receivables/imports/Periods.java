package com.circledesk.receivables.imports;

import com.circledesk.imports.Staging;

/** Months that finance has locked: no date that a file gives for an entry may lie in one. */
final class Periods {
    private Periods() {}

    /** Only a date that is given; one that is left out moves to the first open day by itself. */
    static void refuseLocked(Staging rows, String column) {
        rows.fault("period-locked", column, """
                select s.row_no, format('%%s lies in a month that is locked. The first open day is %%s.', s.%1$s, first_open_day(s.%1$s))
                from accepted s
                join period_lock l on l.month = date_trunc('month', s.%1$s)::date and l.unlocked_at is null
                """.formatted(column));
    }
}
