package com.circledesk.circles;

import java.time.LocalDate;
import java.util.List;

/** A day off, with the circles that keep it. */
public record Holiday(LocalDate day, String name, List<String> circles) {
    public Holiday {
        circles = List.copyOf(circles);
    }
}
