package com.circledesk.payments.handshake;

import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signed sheets, as they were signed. */
@Service
@Transactional(readOnly = true)
public class SheetQueries {
    private static final String SELECT = """
            select s.*, a.code as account, a.customer_name, c.name as circle_name
            from reconciliation_sheet s join account a on a.id = s.account_id join circle c on c.code = s.circle
            where s.circle = any (:circles)
            """;

    private final JdbcClient jdbc;

    SheetQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Sheet get(Scope scope, long id) {
        return jdbc.sql(SELECT + " and s.id = :id")
                .param("circles", scope.toArray())
                .param("id", id)
                .query(SheetQueries::sheet)
                .optional()
                .orElseThrow(() -> new NotFoundException("Sheet", String.valueOf(id)));
    }

    /** Those of an account, the latest first. */
    public List<Sheet> of(Scope scope, String account) {
        return jdbc.sql(SELECT + " and lower(a.code) = lower(trim(:code)) order by s.month desc, s.id desc limit 60")
                .param("circles", scope.toArray())
                .param("code", account)
                .query(SheetQueries::sheet)
                .list();
    }

    /** The id of the last of an account, 0: none. */
    public long last(Scope scope, long accountId) {
        return jdbc.sql(
                        "select coalesce(max(id), 0) from reconciliation_sheet where account_id = :account and circle = any (:circles)")
                .param("account", accountId)
                .param("circles", scope.toArray())
                .query(Long.class)
                .single();
    }

    public List<SheetLine> lines(Scope scope, long id) {
        return jdbc.sql("""
                        select kind, invoice_no, document_no, dated_on, ours, theirs, amount, owner, next_action
                        from reconciliation_sheet_line where sheet_id = :id and circle = any (:circles) order by line_no
                        """)
                .param("id", id)
                .param("circles", scope.toArray())
                .query((row, n) -> new SheetLine(
                        DifferenceKind.valueOf(row.getString("kind")),
                        row.getString("invoice_no"),
                        row.getString("document_no"),
                        row.getObject("dated_on", LocalDate.class),
                        Money.of(row.getBigDecimal("ours")),
                        Money.of(row.getBigDecimal("theirs")),
                        Money.of(row.getBigDecimal("amount")),
                        row.getString("owner"),
                        row.getString("next_action")))
                .list();
    }

    public List<KindSum> kinds(Scope scope, long id) {
        List<SheetLine> lines = lines(scope, id);
        return java.util.Arrays.stream(DifferenceKind.values())
                .map(kind -> new KindSum(
                        kind,
                        lines.stream().filter(line -> line.kind() == kind).count(),
                        lines.stream()
                                .filter(line -> line.kind() == kind)
                                .map(SheetLine::amount)
                                .reduce(Money.ZERO, Money::plus)))
                .toList();
    }

    private static Sheet sheet(ResultSet row, int n) throws SQLException {
        return new Sheet(
                row.getLong("id"),
                row.getString("account"),
                row.getString("customer_name"),
                row.getString("circle"),
                row.getString("circle_name"),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getObject("as_of", LocalDate.class),
                row.getObject("known_at", OffsetDateTime.class).toInstant(),
                Money.of(row.getBigDecimal("balance_theirs")),
                Money.of(row.getBigDecimal("balance_ours")),
                Money.of(row.getBigDecimal("residual")),
                row.getString("next_action"),
                row.getObject("signed_on", LocalDate.class),
                row.getString("signed_by_us"),
                row.getString("signed_by_them"),
                row.getString("recorded_by"));
    }
}
