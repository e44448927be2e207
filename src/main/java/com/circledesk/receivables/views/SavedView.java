package com.circledesk.receivables.views;

/**
 * A name for filters of a list.
 *
 * @param query the filters, as they stand in the list's address
 * @param owner name of the person it belongs to
 */
public record SavedView(long id, ViewPage page, String name, String query, boolean shared, boolean mine, String owner) {
    /** Where it leads: the list with its filters, and the view's own number, so that the list knows which it shows. */
    public String href() {
        return page.path() + "?" + (query.isEmpty() ? "" : query + "&") + "view=" + id;
    }
}
