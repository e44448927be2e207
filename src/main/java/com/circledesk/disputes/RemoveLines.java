package com.circledesk.disputes;

import java.util.List;

/** @param lines their ids */
public record RemoveLines(String ref, List<Long> lines, String why) {
    public RemoveLines {
        lines = List.copyOf(lines);
    }
}
