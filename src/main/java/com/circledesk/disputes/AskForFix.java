package com.circledesk.disputes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That billing is to end a root cause in a circle.
 *
 * @param owner mail address of who is to do it: of finance, and sees the circle
 */
public record AskForFix(
        String rootCause,
        String circle,
        String title,
        String owner,
        LocalDate dueOn,
        @Nullable String remark) {}
