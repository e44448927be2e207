package com.circledesk.collections.targets;

import java.util.List;

/** Rows sum to the total, whatever they are grouped by. */
public record Bridge(BridgeRequest asked, List<BridgeRow> rows, BridgeRow total) {
    public Bridge {
        rows = List.copyOf(rows);
    }
}
