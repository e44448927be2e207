package com.circledesk.receivables.unapplied;

import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeingRequest;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paged;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is in but not applied, at any date, as known on any date. Its sum is the unapplied column of the ageing. */
@Service
@Transactional(readOnly = true)
public class UnappliedQueries {
    /** As everything recorded so far leaves it: kept document by document. */
    private static final String NOW = """
            select document_type, document_id, account_id, circle, dated_on, rest
            from on_account_item
            where rest > 0 and circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
            """;

    /** At a past day: what has a rest now or was touched since, with the entries since taken back. */
    private static final String THEN = """
            with since as materialized (
                select case when receipt_id is null then 'NOTE' else 'RECEIPT' end as document_type,
                       coalesce(receipt_id, note_id) as document_id, -sum(amount) as amount
                from account a join ledger_entry e on e.account_id = a.id
                where e.invoice_id is null and e.effective_on > :asOf and a.circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or a.id = any (cast(:accounts as bigint[])))
                group by 1, 2
            ), candidate as (
                select document_type, document_id from since
                union
                select document_type, document_id from on_account_item
                where rest > 0 and circle = any (:circles)
                  and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
            )
            select document_type, document_id, o.account_id, o.circle, o.dated_on,
                   o.rest - coalesce(s.amount, 0) as rest
            from candidate
            join on_account_item o using (document_type, document_id)
            left join since s using (document_type, document_id)
            where o.dated_on <= :asOf and o.rest <> coalesce(s.amount, 0)
            """;

    /** As it was known on a past day: from the entries recorded until then. */
    private static final String AS_KNOWN = """
            select case when receipt_id is null then 'NOTE' else 'RECEIPT' end as document_type,
                   coalesce(receipt_id, note_id) as document_id, account_id, circle, min(effective_on) as dated_on,
                   -sum(amount) as rest
            from ledger_entry
            where invoice_id is null and effective_on <= :asOf and circle = any (:circles)
              and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
              and recorded_at < (cast(:knownOn as date) + 1)::timestamp at time zone 'Asia/Kolkata'
            group by receipt_id, note_id, account_id, circle
            having sum(amount) <> 0
            """;

    /** An advice usually comes within so many days. */
    private static final int PATIENCE_DAYS = 7;

    private final JdbcClient jdbc;
    private final Selections selections;
    private final Clock clock;

    UnappliedQueries(JdbcClient jdbc, Selections selections, Clock clock) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.clock = clock;
    }

    /** @param sort how the rows are ordered */
    public Paged<UnappliedRow> page(Scope scope, AgeingRequest request, UnappliedSort sort, int page, int size) {
        List<UnappliedRow> rows = rows(scope, request, sort, "limit :size offset :skip")
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, number) -> row(row, request.asOf()))
                .list();
        return new Paged<>(rows, page, size, totals(scope, request).items());
    }

    /** Hands out every row, one by one, for an export. */
    public void forEach(Scope scope, AgeingRequest request, UnappliedSort sort, Consumer<UnappliedRow> each) {
        try (var rows = rows(scope, request, sort, "")
                .withFetchSize(1000)
                .query((row, number) -> row(row, request.asOf()))
                .stream()) {
            rows.forEach(each);
        }
    }

    public UnappliedTotals totals(Scope scope, AgeingRequest request) {
        return in(
                        scope,
                        request,
                        "select count(*) as items, coalesce(sum(rest), 0.00) as rest from (%s) x"
                                .formatted(source(request)))
                .query((row, number) -> new UnappliedTotals(row.getLong("items"), Money.of(row.getBigDecimal("rest"))))
                .single();
    }

    /**
     * Receipts without an account that had come by the day. They belong to no circle: shown to those who may identify
     * them, whatever the scope, unless the scope is empty.
     */
    public List<UnidentifiedRow> unidentified(Scope scope, LocalDate asOf) {
        if (scope.circles().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select receipt_no, received_on, amount, utr, remitter, narration from receipt
                        where account_id is null and reversed_at is null and received_on <= :asOf
                        order by received_on, lower(receipt_no) limit 1000
                        """)
                .param("asOf", asOf)
                .query((row, number) -> new UnidentifiedRow(
                        row.getString("receipt_no"),
                        row.getObject("received_on", LocalDate.class),
                        ChronoUnit.DAYS.between(row.getObject("received_on", LocalDate.class), asOf),
                        Money.of(row.getBigDecimal("amount")),
                        row.getString("utr"),
                        row.getString("remitter"),
                        row.getString("narration")))
                .list();
    }

    private JdbcClient.StatementSpec rows(Scope scope, AgeingRequest request, UnappliedSort sort, String end) {
        String listed = """
                select x.document_type, x.document_id, coalesce(r.receipt_no, n.note_no) as number, x.account_id, x.circle,
                       x.dated_on, coalesce(r.amount, n.total_amount) as amount, x.rest, row_number() over (order by %1$s) as place
                from (%2$s) x
                left join receipt r on x.document_type = 'RECEIPT' and r.id = x.document_id
                left join note n on x.document_type = 'NOTE' and n.id = x.document_id
                order by %1$s
                %3$s
                """.formatted(sort.orderBy(), source(request), end);
        return in(scope, request, """
                with listed as materialized (%s)
                select x.document_type, x.document_id, x.number, a.code, a.customer_name, x.circle, x.dated_on, x.amount, x.rest,
                       u.full_name as owner, c.why, f.invoice_no as fits,
                       case when not (:isToday) then null
                            when not exists (select from open_item o where o.account_id = x.account_id and o.open_amount > 0)
                                then 'KEEP_OR_PAY_BACK'
                            when f.invoice_no is not null then 'APPLY_TO_ONE'
                            when x.document_type = 'NOTE' then 'APPLY_TO_OLDEST'
                            when x.rest < x.amount then 'NAME_THE_REST'
                            when :asOf - x.dated_on <= :patience then 'WAIT_FOR_ADVICE'
                            else 'ASK_FOR_ADVICE' end as next
                from listed x
                join account a on a.id = x.account_id
                left join lateral (
                    select w.owner_id, w.why from unapplied_care w
                    where w.receipt_id = case x.document_type when 'RECEIPT' then x.document_id end
                       or w.note_id = case x.document_type when 'NOTE' then x.document_id end
                    order by w.id desc limit 1) c on true
                left join app_user u on u.id = c.owner_id
                left join lateral (
                    select i.invoice_no from open_item o join invoice i on i.id = o.invoice_id
                    where o.open_amount = x.rest and o.open_amount > 0 and o.account_id = x.account_id
                    order by o.due_date, o.invoice_id limit 1) f on :isToday
                order by x.place
                """.formatted(listed))
                .param("isToday", isToday(request))
                .param("patience", PATIENCE_DAYS);
    }

    private boolean isToday(AgeingRequest request) {
        return request.knownOn() == null && !request.asOf().isBefore(LocalDate.now(clock));
    }

    private String source(AgeingRequest request) {
        if (request.knownOn() != null) {
            return AS_KNOWN;
        }
        return isToday(request) ? NOW : THEN;
    }

    private JdbcClient.StatementSpec in(Scope scope, AgeingRequest request, String sql) {
        Selection selection = selections.select(scope, request.filter());
        return jdbc.sql(sql)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("asOf", request.asOf())
                .param("knownOn", request.knownOn());
    }

    private static UnappliedRow row(ResultSet row, LocalDate asOf) throws SQLException {
        LocalDate datedOn = row.getObject("dated_on", LocalDate.class);
        String next = row.getString("next");
        return new UnappliedRow(
                row.getLong("document_id"),
                row.getString("document_type").equals("RECEIPT"),
                row.getString("number"),
                row.getString("code"),
                row.getString("customer_name"),
                row.getString("circle"),
                datedOn,
                ChronoUnit.DAYS.between(datedOn, asOf),
                Money.of(row.getBigDecimal("amount")),
                Money.of(row.getBigDecimal("rest")),
                row.getString("owner"),
                row.getString("why"),
                next == null ? null : NextStep.valueOf(next),
                row.getString("fits"));
    }
}
