package com.circledesk.collections.worklist;

import com.circledesk.receivables.BookFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts.
 *
 * @param person only those this person manages or was given; null: all
 * @param which {@code open} (default), {@code away}, or {@code all}
 * @param sort {@code score} (default), {@code amount} or {@code age}
 */
public record WorklistFilter(BookFilter book, @Nullable Long person, String which, String sort) {}
