package com.circledesk.receivables.ageing.web;

import com.circledesk.receivables.ageing.Ageing;
import com.circledesk.receivables.ageing.AgeingRow;
import com.circledesk.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ageing as programs get it: amounts are texts with two decimals, in the order of the buckets. */
record AgeingAnswer(
        LocalDate asOf,
        @Nullable LocalDate knownOn,
        String basis,
        List<String> buckets,
        List<Row> rows,
        Totals totals,
        TieOut tieOut) {

    record Row(String key, String label, List<String> amounts, String unapplied, String disputed, String total) {}

    record Totals(List<String> amounts, String unapplied, String disputed, String total) {}

    record TieOut(String ledgerBalance, String difference) {}

    static AgeingAnswer of(Ageing ageing) {
        AgeingRow totals = ageing.totals();
        return new AgeingAnswer(
                ageing.request().asOf(),
                ageing.request().knownOn(),
                ageing.request().buckets().basis().parameter(),
                ageing.request().buckets().labels(),
                ageing.rows().stream()
                        .map(row -> new Row(
                                row.key(),
                                row.label(),
                                texts(row.amounts()),
                                row.unapplied().toString(),
                                row.disputed().toString(),
                                row.total().toString()))
                        .toList(),
                new Totals(
                        texts(totals.amounts()),
                        totals.unapplied().toString(),
                        totals.disputed().toString(),
                        totals.total().toString()),
                new TieOut(
                        ageing.ledgerBalance().toString(), ageing.difference().toString()));
    }

    private static List<String> texts(List<Money> amounts) {
        return amounts.stream().map(Money::toString).toList();
    }
}
