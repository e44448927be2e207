package com.circledesk.disputes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param exceptionWhy why something that was claimed before should be claimed again, for the head; null = it should not */
public record AddLines(
        String ref, List<RaiseDispute.Line> lines, @Nullable String exceptionWhy) {
    public AddLines {
        lines = List.copyOf(lines);
    }
}
