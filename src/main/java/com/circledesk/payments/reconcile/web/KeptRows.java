package com.circledesk.payments.reconcile.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the grid that are not on the page that is shown. They travel in one field, a row a line and a value a column, so that
 * a credit that pays thousands of invoices is one form of a few hundred fields.
 */
final class KeptRows {
    private static final String COLUMN = "\t";
    private static final String ROW = "\n";

    private KeptRows() {}

    static String text(List<ReconcileForm.Line> rows) {
        return rows.stream()
                .map(row -> Stream.of(
                                row.invoiceNo(),
                                row.cash(),
                                row.tds(),
                                row.gstTds(),
                                row.deduction(),
                                row.deductionReason(),
                                row.left(),
                                row.ticked())
                        .map(KeptRows::plain)
                        .collect(Collectors.joining(COLUMN)))
                .collect(Collectors.joining(ROW));
    }

    static List<ReconcileForm.Line> rows(@Nullable String text) {
        return ReconcileForm.text(text)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> row(Arrays.asList(line.split(COLUMN, -1)).iterator()))
                .toList();
    }

    /** All rows, in their order. */
    static List<ReconcileForm.Line> join(
            @Nullable String before, @Nullable List<ReconcileForm.Line> shown, @Nullable String after) {
        List<ReconcileForm.Line> all = new ArrayList<>(rows(before));
        Objects.requireNonNullElse(shown, List.<ReconcileForm.Line>of()).stream()
                .filter(Objects::nonNull)
                .forEach(all::add);
        all.addAll(rows(after));
        return List.copyOf(all);
    }

    private static ReconcileForm.Line row(Iterator<String> values) {
        UnaryOperator<String> or = blank -> values.hasNext() ? values.next() : blank;
        return new ReconcileForm.Line(
                or.apply(""),
                or.apply(""),
                or.apply(""),
                or.apply(""),
                or.apply(""),
                or.apply(""),
                or.apply(""),
                or.apply(""));
    }

    private static String plain(@Nullable String value) {
        return ReconcileForm.text(value).replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
