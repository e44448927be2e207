package com.circledesk.shared;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items the rows of this page
 * @param page number of this page, from 0
 * @param size rows a page holds at most
 * @param total rows of the whole filter
 */
public record Paged<T>(List<T> items, int page, int size, long total) {
    public Paged {
        items = List.copyOf(items);
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return page + 1 < pages();
    }

    public boolean hasPrevious() {
        return page > 0;
    }
}
