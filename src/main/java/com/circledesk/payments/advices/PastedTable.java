package com.circledesk.payments.advices;

import com.circledesk.imports.PastedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a pasted advice into rows of the kind {@code advices}. */
final class PastedTable {
    private static final List<String> ORDER = List.of("invoice_no", "gross", "tds", "gst_tds", "deductions", "net");

    /** What customers call the columns. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("invoice", "invoice_no"),
            Map.entry("invoice_number", "invoice_no"),
            Map.entry("invoice_no", "invoice_no"),
            Map.entry("bill_no", "invoice_no"),
            Map.entry("document_no", "invoice_no"),
            Map.entry("gross", "gross"),
            Map.entry("gross_amount", "gross"),
            Map.entry("invoice_amount", "gross"),
            Map.entry("tds", "tds"),
            Map.entry("tds_amount", "tds"),
            Map.entry("gst_tds", "gst_tds"),
            Map.entry("gst_tds_amount", "gst_tds"),
            Map.entry("other_deductions", "deductions"),
            Map.entry("deductions", "deductions"),
            Map.entry("deduction_reason", "deduction_reason"),
            Map.entry("net", "net"),
            Map.entry("net_amount", "net"),
            Map.entry("paid", "net"));

    private PastedTable() {}

    /** @param columns of the kind, in which order the cells of a row come */
    static List<List<String>> rows(PasteAdvice pasted, List<String> columns) {
        List<String> order = ORDER;
        List<List<String>> rows = new ArrayList<>();
        for (String line : pasted.table().lines().toList()) {
            List<String> cells = PastedRows.cells(line);
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            List<String> named = cells.stream().map(PastedTable::name).toList();
            if (rows.isEmpty() && named.contains("invoice_no")) {
                order = named;
                continue;
            }
            rows.add(row(pasted, columns, order, cells));
        }
        return rows;
    }

    private static String name(String cell) {
        String plain = cell.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
        return NAMES.getOrDefault(plain, plain);
    }

    private static List<String> row(PasteAdvice pasted, List<String> columns, List<String> order, List<String> cells) {
        // In short: number and net.
        List<String> those = order == ORDER && cells.size() == 2 ? List.of("invoice_no", "net") : order;
        return columns.stream()
                .map(column -> switch (column) {
                    case "utr" -> pasted.utr() == null ? "" : pasted.utr();
                    case "paid_on" ->
                        pasted.paidOn() == null ? "" : pasted.paidOn().toString();
                    default -> {
                        int at = those.indexOf(column);
                        yield at < 0 || at >= cells.size() ? "" : plain(cells.get(at));
                    }
                })
                .toList();
    }

    /** An amount as spreadsheets show it, 1,00,000.00, without its commas. */
    private static String plain(String cell) {
        return cell.matches("-?[0-9][0-9,]*(\\.[0-9]+)?") && cell.contains(",") ? cell.replace(",", "") : cell;
    }
}
