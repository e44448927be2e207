package com.circledesk.support;

import java.util.Set;
import java.util.TreeSet;

/** The codes with which files and rows are refused: programs hold on to them. */
public final class FaultCodes {
    public static final Set<String> OF_FILES =
            Set.of("empty-file", "missing-column", "unknown-column", "duplicate-column", "bad-encoding", "bad-file");
    public static final Set<String> OF_ROWS = Set.of(
            "unknown-receipt",
            "unknown-site",
            "unknown-note",
            "account-mismatch",
            "due-before-invoice",
            "before-document",
            "out-of-range",
            "zero",
            "period-locked",
            "bad-gstin",
            "missing",
            "not-a-date",
            "not-a-number",
            "too-many-decimals",
            "unknown-account",
            "unknown-invoice",
            "unknown-circle",
            "duplicate-in-file",
            "conflict",
            "total-mismatch",
            "negative",
            "over-allocated",
            "over-applied",
            "out-of-scope",
            "too-long",
            "bad-choice",
            "future-date");

    private FaultCodes() {}

    public static Set<String> all() {
        Set<String> all = new TreeSet<>(OF_FILES);
        all.addAll(OF_ROWS);
        return all;
    }
}
