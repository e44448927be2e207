package com.circledesk.receivables.ageing.web;

import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingGroup;
import com.circledesk.receivables.ageing.AgeingRow;
import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ageing as the page shows it.
 *
 * @param filter name of the filter that a row's key belongs to
 */
record AgeingTable(String filter, List<Bucket> buckets, List<Row> rows, Row totals) {
    static final List<String> CHARGE_TYPES =
            List.of("RENTAL", "LOADING", "ENERGY", "ONE_TIME", "EXIT", "INTEREST", "OTHER");

    /** @param share of all buckets in percent, or null */
    record Bucket(String label, Money amount, @Nullable BigDecimal share) {}

    /** @param bucket its label */
    record Cell(String bucket, Money amount) {}

    record Row(String key, String label, List<Cell> cells, Money unapplied, Money disputed, Money gross, Money total) {
        static Row of(AgeingRow row, List<String> labels) {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                cells.add(new Cell(labels.get(i), row.amounts().get(i)));
            }
            return new Row(row.key(), row.label(), cells, row.unapplied(), row.disputed(), row.gross(), row.total());
        }
    }

    static AgeingTable of(Ageing ageing) {
        List<Bucket> buckets = new ArrayList<>();
        List<String> labels = ageing.request().buckets().labels();
        for (int i = 0; i < labels.size(); i++) {
            buckets.add(new Bucket(labels.get(i), ageing.totals().amounts().get(i), ageing.share(i)));
        }
        AgeingGroup group = ageing.request().groupBy();
        return new AgeingTable(
                group.parameter(),
                buckets,
                ageing.rows().stream().map(row -> Row.of(row, labels)).toList(),
                Row.of(ageing.totals(), labels));
    }

    /** Whether a chart of the rows is still readable. */
    public boolean hasFewRows() {
        return rows.size() <= 25;
    }
}
