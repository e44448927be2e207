package com.circledesk.collections.updates;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Ask something about an update, or tell what is to be done.
 *
 * @param account code of the account it is about, or null for the whole
 * @param dueOn until when it is to be answered
 */
public record CommentOnUpdate(String ref, @Nullable String account, String text, LocalDate dueOn) {
    public static final int TEXT_MAX = 500;
}
