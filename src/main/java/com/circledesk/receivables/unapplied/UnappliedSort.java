package com.circledesk.receivables.unapplied;

import org.jspecify.annotations.Nullable;

/** By what the list of unapplied money can be sorted; the other way round with {@code desc}. */
public enum UnappliedSort {
    OLDEST("x.dated_on, lower(coalesce(r.receipt_no, n.note_no))"),
    YOUNGEST("x.dated_on desc, lower(coalesce(r.receipt_no, n.note_no))"),
    LARGEST("x.rest desc, lower(coalesce(r.receipt_no, n.note_no))"),
    SMALLEST("x.rest, lower(coalesce(r.receipt_no, n.note_no))");

    private final String orderBy;

    UnappliedSort(String orderBy) {
        this.orderBy = orderBy;
    }

    String orderBy() {
        return orderBy;
    }

    /** What the address of a page asks for: {@code age} (default) or {@code amount}, and {@code desc} for the other way. */
    public static UnappliedSort of(@Nullable String sort, @Nullable String dir) {
        boolean turned = "desc".equals(dir);
        if ("amount".equals(sort)) {
            return turned ? SMALLEST : LARGEST;
        }
        return turned ? YOUNGEST : OLDEST;
    }
}
