package com.circledesk.payments.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the proposals of an account in place of those it had: two statements, however many there are. */
@Component
class ProposalRecords {
    record Proposed(long receiptId, Credit credit, Proposal proposal) {}

    private record Line(long receiptId, int position, long invoiceId, Proposal.Line line) {}

    private final JdbcClient jdbc;

    ProposalRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(long account, List<Proposed> found, Map<String, Long> invoiceIds) {
        jdbc.sql("delete from proposal where account_id = :account")
                .param("account", account)
                .update();
        jdbc.sql("""
                        insert into proposal (receipt_id, account_id, circle, rest, confidence, evidence, rate_percent,
                                              rate_on_gross, on_account)
                        select p.receipt, a.id, a.circle, p.rest, p.confidence, string_to_array(p.evidence, ','),
                               p.percent, p.on_gross, p.on_account
                        from unnest(cast(:receipts as bigint[]), cast(:rests as numeric[]), cast(:confidences as text[]),
                                    cast(:evidences as text[]), cast(:percents as numeric[]), cast(:onGross as boolean[]),
                                    cast(:onAccount as numeric[]))
                             as p (receipt, rest, confidence, evidence, percent, on_gross, on_account)
                        join account a on a.id = :account
                        """)
                .param("account", account)
                .param("receipts", column(found, Proposed::receiptId))
                .param("rests", column(found, p -> p.credit().amount()))
                .param("confidences", column(found, p -> p.proposal().confidence()))
                .param("evidences", column(found, p -> names(p.proposal())))
                .param("percents", column(found, p -> rate(p.proposal(), TaxRate::percent)))
                .param("onGross", column(found, p -> rate(p.proposal(), TaxRate::onGross)))
                .param("onAccount", column(found, p -> p.proposal().onAccount()))
                .update();
        writeLines(account, lines(found, invoiceIds));
    }

    private void writeLines(long account, List<Line> lines) {
        jdbc.sql("""
                        insert into proposal_line (receipt_id, position, invoice_id, account_id, circle, cash, tds, gst_tds,
                                                   deduction, short_by)
                        select l.receipt, l.position, l.invoice, a.id, a.circle, l.cash, l.tds, l.gst_tds, l.deduction, l.short_by
                        from unnest(cast(:receipts as bigint[]), cast(:positions as integer[]), cast(:invoices as bigint[]),
                                    cast(:cash as numeric[]), cast(:tds as numeric[]), cast(:gstTds as numeric[]),
                                    cast(:deduction as numeric[]), cast(:shortBy as numeric[]))
                             as l (receipt, position, invoice, cash, tds, gst_tds, deduction, short_by)
                        join account a on a.id = :account
                        """)
                .param("account", account)
                .param("receipts", column(lines, Line::receiptId))
                .param("positions", column(lines, Line::position))
                .param("invoices", column(lines, Line::invoiceId))
                .param("cash", column(lines, line -> line.line().cash()))
                .param("tds", column(lines, line -> line.line().tds()))
                .param("gstTds", column(lines, line -> line.line().gstTds()))
                .param("deduction", column(lines, line -> line.line().deduction()))
                .param("shortBy", column(lines, line -> line.line().shortBy()))
                .update();
    }

    private static List<Line> lines(List<Proposed> found, Map<String, Long> invoiceIds) {
        List<Line> lines = new ArrayList<>();
        for (Proposed proposed : found) {
            int position = 0;
            for (Proposal.Line line : proposed.proposal().lines()) {
                lines.add(new Line(
                        proposed.receiptId(),
                        ++position,
                        Objects.requireNonNull(invoiceIds.get(line.invoiceNo())),
                        line));
            }
        }
        return lines;
    }

    private static String names(Proposal proposal) {
        return proposal.evidence().stream().map(Evidence::name).collect(Collectors.joining(","));
    }

    private static @Nullable Object rate(Proposal proposal, Function<TaxRate, Object> part) {
        TaxRate rate = proposal.rate();
        return rate == null ? null : part.apply(rate);
    }

    private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
        @Nullable String[] column = new @Nullable String[rows.size()];
        for (int i = 0; i < column.length; i++) {
            Object cell = value.apply(rows.get(i));
            column[i] = cell == null ? null : cell.toString();
        }
        return column;
    }
}
