package com.circledesk.payments.advices;

import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads advices. A line in another circle is not shown; the sums of its advice are. */
@Service
@Transactional(readOnly = true)
public class Advices {
    private static final String ROWS = """
            select a.id, a.utr, a.paid_on, a.lines, a.gross_amount as gross, a.tds_amount as tds, a.gst_tds_amount as gst_tds,
                   a.deduction_amount as deduction, a.net_amount as net, a.recorded_at, a.recorded_by, a.reversed_at,
                   (select count(*) from advice_line l where l.advice_id = a.id and l.invoice_id is null) as unknown,
                   (select string_agg(distinct c.code, ', ' order by c.code)
                    from advice_line l join account c on c.id = l.account_id where l.advice_id = a.id) as accounts,
                   r.credit, r.receipt_no
            from advice a
            left join lateral (
                select sum(r.amount) as credit, min(r.receipt_no) as receipt_no
                from receipt r
                where r.reversed_at is null and r.id in (select x.receipt_id from receipt_advice x where x.advice_id = a.id)) r on true
            """;

    /** Shown is what has no known line elsewhere only: at least one line that is within the scope or not known. */
    private static final String VISIBLE = """
            exists (select from advice_line l
                    where l.advice_id = a.id and (l.circle is null or l.circle = any (:circles)))
            """;

    private static final String LINES = """
            select l.id, l.advice_id, l.line_no, l.given_no, i.invoice_no, l.account_id, c.code as account, l.gross_amount as gross, l.tds_amount as tds,
                   l.gst_tds_amount as gst_tds, l.deduction_amount as deduction, l.deduction_reason, l.net_amount as net,
                   o.open_amount as open, l.picked_by
            from advice_line l
            left join invoice i on i.id = l.invoice_id
            left join account c on c.id = l.account_id
            left join open_item o on o.invoice_id = l.invoice_id
            """;

    private final JdbcClient jdbc;

    Advices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which advices a list shows. */
    public enum Filter {
        ALL,
        /** No credit is known that it belongs to. */
        WITHOUT_CREDIT,
        /** Some of its numbers are not known. */
        UNKNOWN_NUMBERS,
        /** Its sum is not its credit's. */
        DIFFERS
    }

    /** The last first; what was taken back at the end. */
    public Paged<AdviceRow> list(Filter filter, int page, int size, Scope scope) {
        String from = " from (" + ROWS + " where " + VISIBLE + ") a where "
                + switch (filter) {
                    case ALL -> "true";
                    case WITHOUT_CREDIT -> "credit is null and reversed_at is null";
                    case UNKNOWN_NUMBERS -> "unknown > 0 and reversed_at is null";
                    case DIFFERS -> "credit <> net and reversed_at is null";
                };
        List<AdviceRow> rows = jdbc.sql("select *" + from
                        + " order by reversed_at is not null, coalesce(paid_on, (recorded_at at time zone 'Asia/Kolkata')::date) desc, id desc"
                        + " limit :size offset :offset")
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(AdviceRow.class)
                .list();
        long all = jdbc.sql("select count(*)" + from)
                .param("circles", scope.toArray())
                .query(Long.class)
                .single();
        return new Paged<>(rows, page, size, all);
    }

    public AdviceRow get(long id, Scope scope) {
        return jdbc.sql(ROWS + " where a.id = :id and " + VISIBLE)
                .param("id", id)
                .param("circles", scope.toArray())
                .query(AdviceRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Advice", id));
    }

    public List<AdviceLine> lines(long adviceId, Scope scope) {
        return jdbc.sql(
                        LINES
                                + " where l.advice_id = :advice and (l.circle is null or l.circle = any (:circles)) order by l.line_no")
                .param("advice", adviceId)
                .param("circles", scope.toArray())
                .query(AdviceLine.class)
                .list();
    }

    /** Numbers of the receipts that an advice belongs to. */
    public List<String> receipts(long adviceId, Scope scope) {
        return jdbc.sql("""
                        select r.receipt_no from receipt r
                        where r.reversed_at is null and r.id in (select x.receipt_id from receipt_advice x where x.advice_id = :advice) and (r.circle is null or r.circle = any (:circles)) order by 1
                        """)
                .param("advice", adviceId)
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }

    /** Credits of the amount of an advice without one, the nearest day first. */
    public List<CreditChoice> credits(AdviceRow advice, Scope scope) {
        return jdbc.sql("""
                        select r.receipt_no, r.received_on, r.amount, c.code as account, r.remitter
                        from receipt r left join account c on c.id = r.account_id
                        where r.amount = :net and r.reversed_at is null and (r.circle is null or r.circle = any (:circles))
                          and not exists (select from receipt_advice x where x.receipt_id = r.id)
                        order by abs(r.received_on - cast(:paidOn as date)) nulls last, r.received_on desc limit 10
                        """)
                .param("net", advice.net().amount())
                .param("circles", scope.toArray())
                .param("paidOn", advice.paidOn())
                .query(CreditChoice.class)
                .list();
    }

    /** Open invoices that a misspelt number may mean: of the accounts that the advice or its receipts are of. */
    public List<OpenNumber> openNumbers(long adviceId, Scope scope) {
        return jdbc.sql("""
                        select i.invoice_no, o.open_amount as open, i.total_amount as total
                        from open_item o join invoice i on i.id = o.invoice_id
                        where o.open_amount > 0 and o.circle = any (:circles)
                          and o.account_id in (
                              select account_id from advice_line where advice_id = :advice and account_id is not null
                              union
                              select r.account_id from receipt_advice x join receipt r on r.id = x.receipt_id
                              where x.advice_id = :advice and r.account_id is not null)
                          and not exists (select from advice_line l where l.advice_id = :advice and l.invoice_id = i.id)
                        """)
                .param("advice", adviceId)
                .param("circles", scope.toArray())
                .query(OpenNumber.class)
                .list();
    }

    /** The advice of each of the receipts that has one, with the lines of the receipt's account. */
    public Map<Long, ReceiptAdvice> ofReceipts(Collection<Long> receiptIds, Scope scope) {
        record Found(long receiptId, long accountId, long adviceId, boolean byUtr, int unknown) {}
        List<Found> found = jdbc.sql("""
                        select distinct on (x.receipt_id) x.receipt_id, r.account_id, x.advice_id, x.by_utr,
                               (select count(*) from advice_line l where l.advice_id = x.advice_id and l.invoice_id is null) as unknown
                        from receipt_advice x join receipt r on r.id = x.receipt_id
                        where x.receipt_id = any (:receipts) and r.circle = any (:circles)
                        order by x.receipt_id, x.by_utr desc, x.advice_id desc
                        """)
                .param("receipts", receiptIds.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(Found.class)
                .list();
        Map<List<Long>, List<AdviceLine>> lines = jdbc
                .sql(
                        LINES
                                + " where l.advice_id = any (:advices) and l.circle = any (:circles) order by l.advice_id, l.line_no")
                .param("advices", found.stream().map(Found::adviceId).distinct().toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(AdviceLine.class)
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        line -> List.of(line.adviceId(), Objects.requireNonNull(line.accountId()))));
        return found.stream()
                .collect(Collectors.toMap(
                        Found::receiptId,
                        each -> new ReceiptAdvice(
                                each.adviceId(),
                                each.byUtr(),
                                each.unknown(),
                                lines.getOrDefault(List.of(each.adviceId(), each.accountId()), List.of()))));
    }
}
