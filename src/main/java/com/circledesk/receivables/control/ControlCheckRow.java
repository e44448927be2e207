package com.circledesk.receivables.control;

import com.circledesk.receivables.control.Finding.Difference;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one check of a run found.
 *
 * @param differences null: it could not be run
 * @param examples the first differences within the reader's circles
 */
public record ControlCheckRow(String name, @Nullable Long differences, long durationMs, List<Difference> examples) {
    public ControlCheckRow {
        examples = List.copyOf(examples);
    }

    public BigDecimal seconds() {
        return BigDecimal.valueOf(durationMs, 3);
    }
}
