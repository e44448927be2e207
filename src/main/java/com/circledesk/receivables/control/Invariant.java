package com.circledesk.receivables.control;

/**
 * Something that must always hold.
 *
 * @param name its file's name, for example {@code I05_on_account_item_equals_entries}
 * @param sql a query that finds each place where it does not hold as {@code circle} (null: of no circle), {@code subject}
 *     and {@code detail}; no row where all is well
 */
public record Invariant(String name, String sql) {}
