package com.circledesk.disputes.imports;

import com.circledesk.imports.PastedRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line of a spreadsheet as somebody pasted or typed it: invoice, line, site, month, charge, amount, remark; or in short
 * invoice and amount, or invoice, line and amount.
 *
 * @param cells one for each of {@link #COLUMNS}; more where the line has too many
 */
public record PastedLine(List<String> cells) {
    static final List<String> COLUMNS =
            List.of("invoice_no", "line_no", "site_code", "period", "charge_type", "disputed_amount", "remark");

    private static final int AMOUNT = COLUMNS.indexOf("disputed_amount");

    public PastedLine {
        cells = List.copyOf(cells);
    }

    /** Of an invoice as a whole. */
    public static PastedLine of(String invoiceNo, String amount) {
        return new PastedLine(List.of(invoiceNo, "", "", "", "", amount, ""));
    }

    /** A first line with the names of the columns says in which order they come, and which are there. */
    public static List<PastedLine> parse(List<String> text) {
        List<PastedLine> lines = new ArrayList<>();
        List<String> order = COLUMNS;
        boolean named = false;
        for (String line : text) {
            List<String> cells = PastedRows.cells(line);
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (lines.isEmpty()
                    && !named
                    && cells.stream().anyMatch(cell -> name(cell).equals("invoice_no"))) {
                order = cells.stream().map(PastedLine::name).toList();
                named = true;
                continue;
            }
            lines.add(named ? named(cells, order) : new PastedLine(filled(cells)));
        }
        return lines;
    }

    private static String name(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "_");
    }

    private static PastedLine named(List<String> cells, List<String> order) {
        List<String> sorted = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
        for (int at = 0; at < cells.size(); at++) {
            int column = at < order.size() ? COLUMNS.indexOf(order.get(at)) : -1;
            if (column >= 0) {
                sorted.set(column, cells.get(at));
            } else if (at >= order.size() && !cells.get(at).isEmpty()) {
                sorted.add(cells.get(at));
            }
        }
        return new PastedLine(sorted);
    }

    private static List<String> filled(List<String> cells) {
        List<String> all = new ArrayList<>(cells);
        while (all.size() > 1 && all.get(all.size() - 1).isEmpty()) {
            all.remove(all.size() - 1);
        }
        if (all.size() == 2 || all.size() == 3) {
            String amount = all.remove(all.size() - 1);
            all.addAll(Collections.nCopies(AMOUNT - all.size(), ""));
            all.add(amount);
        }
        all.addAll(Collections.nCopies(Math.max(0, COLUMNS.size() - all.size()), ""));
        return all;
    }

    boolean isTooLong() {
        return cells.size() > COLUMNS.size();
    }

    String cell(String column) {
        return cells.get(COLUMNS.indexOf(column));
    }

    /** The amount as spreadsheets show it, 1,00,000.00, without its commas. */
    String amount() {
        String text = cells.get(AMOUNT);
        return text.matches("[0-9][0-9,]*(\\.[0-9]+)?") ? text.replace(",", "") : text;
    }

    /** As it can be sent again. */
    public String text() {
        return cells.stream()
                .map(cell -> cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0
                        ? '"' + cell.replace("\"", "\"\"") + '"'
                        : cell)
                .collect(Collectors.joining(","));
    }
}
