package com.circledesk.disputes.imports;

import com.circledesk.disputes.RaiseDispute;
import com.circledesk.imports.Column;
import com.circledesk.imports.ImportFault;
import com.circledesk.imports.PastedRows;
import com.circledesk.shared.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lines pasted into a form, checked as a file of kind {@code disputes} would be. */
@Service
@Transactional
public class PastedClaims {
    /** More are sent as a file, which is read in the background. */
    public static final int LINES_MAX = 2000;

    private static final String NEW = "NEW";

    private final DisputeImporter importer;
    private final PastedRows pasted;
    private final JdbcClient jdbc;

    PastedClaims(DisputeImporter importer, PastedRows pasted, JdbcClient jdbc) {
        this.importer = importer;
        this.pasted = pasted;
        this.jdbc = jdbc;
    }

    /** A line, and what is wrong with it. */
    public record Faulty(PastedLine line, List<String> faults) {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /**
     * @param lines to be disputed: those that passed
     * @param right the same as they were pasted
     */
    public record Checked(List<RaiseDispute.Line> lines, List<PastedLine> right, List<Faulty> wrong) {
        public Checked {
            lines = List.copyOf(lines);
            right = List.copyOf(right);
            wrong = List.copyOf(wrong);
        }
    }

    /**
     * @param ref the dispute that they shall be added to; null: a new one
     * @param headAsked whether the head is asked about what was claimed before; else it is a fault
     */
    public Checked check(@Nullable String ref, List<PastedLine> lines, boolean headAsked) {
        Map<Integer, List<String>> faults = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            rows.add(row(ref, lines.get(at)));
            if (lines.get(at).isTooLong()) {
                faults(faults, at)
                        .add(
                                "The line has %d values, but at most %d are read. Put values that hold a comma in quotation marks."
                                        .formatted(lines.get(at).cells().size(), PastedLine.COLUMNS.size()));
            }
        }
        List<RaiseDispute.Line> accepted = new ArrayList<>();
        for (ImportFault fault : pasted.check(importer.kind(), rows, staged -> {
            importer.checkClaims(staged, !headAsked);
            staged.fault(
                    "duplicate",
                    "invoice_no",
                    "select distinct row_no, 'The dispute claims it already.' from staged_unchanged");
            accepted.addAll(accepted());
        })) {
            faults(faults, (int) fault.row() - 1).add(fault.message());
        }
        List<PastedLine> right = new ArrayList<>();
        List<Faulty> wrong = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            List<String> told = faults.get(at);
            if (told == null) {
                right.add(lines.get(at));
            } else {
                wrong.add(new Faulty(lines.get(at), told));
            }
        }
        return new Checked(accepted, right, wrong);
    }

    private static List<String> faults(Map<Integer, List<String>> faults, int at) {
        return faults.computeIfAbsent(at, none -> new ArrayList<>());
    }

    private List<String> row(@Nullable String ref, PastedLine line) {
        return importer.kind().columns().stream()
                .map(Column::name)
                .map(column -> switch (column) {
                    case "dispute_ref" -> ref == null ? NEW : ref;
                    // The form asks for it once.
                    case "reason" -> "-";
                    case "disputed_amount" -> line.amount();
                    default -> line.cell(column);
                })
                .toList();
    }

    private List<RaiseDispute.Line> accepted() {
        return jdbc.sql("""
                        select i.invoice_no, l.line_no, s.disputed_amount, s.remark
                        from accepted s join target t using (row_no) join invoice i on i.id = t.invoice_id
                        left join invoice_line l on l.id = t.line_id order by s.row_no
                        """)
                .query((row, n) -> new RaiseDispute.Line(
                        row.getString("invoice_no"),
                        row.getObject("line_no", Integer.class),
                        Money.of(row.getBigDecimal("disputed_amount")),
                        row.getString("remark")))
                .list();
    }
}
