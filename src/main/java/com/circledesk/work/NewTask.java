package com.circledesk.work;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something for a person to do.
 *
 * @param key what makes it this task and no other: asked for twice it is there once, for ever
 * @param owner who has to do it; sees it while seeing the circle
 * @param title a sentence of at most 300 characters
 */
public record NewTask(
        String key, long owner, String circle, @Nullable Long accountId, About about, String title, LocalDate dueOn) {}
