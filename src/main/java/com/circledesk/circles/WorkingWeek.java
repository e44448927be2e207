package com.circledesk.circles;

import java.util.List;

/**
 * Which days of every week are off in a circle.
 *
 * @param saturdays which of a month: 2 and 4 are the second and the fourth
 */
public record WorkingWeek(String circle, boolean sundays, List<Integer> saturdays) {
    public WorkingWeek {
        saturdays = List.copyOf(saturdays);
    }
}
