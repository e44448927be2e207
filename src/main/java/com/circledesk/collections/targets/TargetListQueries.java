package com.circledesk.collections.targets;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.shared.Money;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads single targets with their versions, those that wait for somebody, and how months ended. */
@Service
@Transactional(readOnly = true)
public class TargetListQueries {
    private static final String LAST_VERSION = """
            select v.id as version_id, v.version, t.month, a.code as account, a.customer_name, v.circle, v.current_amount,
                   v.arrears_amount, v.reason, v.made_by, v.submitted_by, v.submitted_at,
                   (select p.current_amount + p.arrears_amount from collection_target_version p
                    where p.target_id = v.target_id and p.version = 1 and p.source = 'PROPOSED') as proposed,
                   (select f.current_amount + f.arrears_amount from collection_target_version f
                    where f.target_id = v.target_id and f.approved order by f.version desc limit 1) as in_force
            from collection_target t
            cross join lateral (select * from collection_target_version x where x.target_id = t.id order by x.version desc limit 1) v
            join account a on a.id = v.account_id
            where t.circle = any (:circles) and v.decided_by is null
              and not exists (select from collection_target_close c where c.target_id = t.id)
            """;

    private static final String CLOSED = """
            select a.code as account, a.customer_name, c.circle, c.target_amount, c.collected, c.shortfall, r.label as reason,
                   u.full_name as owner, c.remark, c.closed_by, c.closed_at
            from collection_target_close c
            join collection_target t on t.id = c.target_id
            join account a on a.id = c.account_id
            left join shortfall_reason r on r.code = c.reason
            left join app_user u on u.id = c.owner_id
            where c.circle = any (:circles) and t.month = :month
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    TargetListQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    /** @throws NotFoundException if there is no such account */
    public TargetDetail target(String account, YearMonth month, Scope scope) {
        record Found(long id, String code, String customerName, String circle) {}
        Found found = jdbc.sql("""
                        select id, code, customer_name, circle from account
                        where lower(code) = lower(:code) and circle = any (:circles)
                        """)
                .param("code", account)
                .param("circles", scope.toArray())
                .query(Found.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Account", account));
        return new TargetDetail(
                found.code(),
                found.customerName(),
                found.circle(),
                month,
                basis(found.id(), month),
                versions(found.id(), month),
                closed(found.id(), found.circle(), month),
                closed(found.id(), found.circle(), month.minusMonths(1)));
    }

    private List<TargetBasis> basis(long account, YearMonth month) {
        return jdbc.sql("""
                        select b.* from collection_target_basis b join collection_target t on t.id = b.target_id
                        where t.account_id = :account and t.month = :month order by b.part desc
                        """)
                .param("account", account)
                .param("month", month.atDay(1))
                .query((row, n) -> new TargetBasis(
                        TargetBasis.Part.valueOf(row.getString("part")),
                        row.getInt("invoices"),
                        Money.of(row.getBigDecimal("open_amount")),
                        Money.of(row.getBigDecimal("disputed")),
                        Money.of(row.getBigDecimal("tax")),
                        Money.of(row.getBigDecimal("net"))))
                .list();
    }

    private List<TargetVersion> versions(long account, YearMonth month) {
        return jdbc.sql("""
                        select v.* from collection_target_version v join collection_target t on t.id = v.target_id
                        where t.account_id = :account and t.month = :month order by v.version desc
                        """)
                .param("account", account)
                .param("month", month.atDay(1))
                .query((row, n) -> new TargetVersion(
                        row.getLong("id"),
                        row.getInt("version"),
                        Money.of(row.getBigDecimal("current_amount")),
                        Money.of(row.getBigDecimal("arrears_amount")),
                        TargetVersion.Source.valueOf(row.getString("source")),
                        row.getString("reason"),
                        row.getString("made_by"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getString("submitted_by"),
                        instant(row, "submitted_at"),
                        row.getString("decided_by"),
                        instant(row, "decided_at"),
                        row.getObject("approved", Boolean.class),
                        row.getString("decided_why")))
                .list();
    }

    private @Nullable ClosedTarget closed(long account, String circle, YearMonth month) {
        return jdbc.sql(CLOSED + "and c.account_id = :account")
                .param("circles", new String[] {circle})
                .param("month", month.atDay(1))
                .param("account", account)
                .query((row, n) -> closed(row))
                .optional()
                .orElse(null);
    }

    /** How a month ended, where it did; what is carried forward first, the most first. */
    public List<ClosedTarget> closed(Scope scope, BookFilter filter, YearMonth ended) {
        Selection selection = selections.select(scope, filter);
        return jdbc.sql(CLOSED + """
                        and (cast(:accounts as bigint[]) is null or c.account_id = any (cast(:accounts as bigint[])))
                        order by c.shortfall desc, a.code
                        """)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("month", ended.atDay(1))
                .query((row, n) -> closed(row))
                .list();
    }

    /** Targets of a month that is not closed for their accounts. */
    public int unclosed(Scope scope, YearMonth month) {
        return jdbc.sql("""
                        select count(*) from collection_target t
                        where t.month = :month and t.circle = any (:circles)
                          and not exists (select from collection_target_close c where c.target_id = t.id)
                        """)
                .param("month", month.atDay(1))
                .param("circles", scope.toArray())
                .query(Integer.class)
                .single();
    }

    /** Drafts of a month that nobody has handed in yet. */
    public List<WaitingTarget> drafts(Scope scope, BookFilter filter, YearMonth month) {
        Selection selection = selections.select(scope, filter);
        return jdbc.sql(LAST_VERSION + """
                        and t.month = :month and v.submitted_by is null
                        and (cast(:accounts as bigint[]) is null or t.account_id = any (cast(:accounts as bigint[])))
                        order by a.code
                        """)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .param("month", month.atDay(1))
                .query((row, n) -> waiting(row))
                .list();
    }

    /** What was handed in and waits for a head, the oldest first. */
    public List<WaitingTarget> waiting(Scope scope) {
        return jdbc.sql(LAST_VERSION + "and v.submitted_by is not null order by v.submitted_at, a.code")
                .param("circles", scope.toArray())
                .query((row, n) -> waiting(row))
                .list();
    }

    private static WaitingTarget waiting(ResultSet row) throws SQLException {
        Actor actor = ActorContext.current();
        String me = actor == null ? "" : actor.name();
        return new WaitingTarget(
                row.getLong("version_id"),
                row.getInt("version"),
                row.getObject("month", LocalDate.class),
                row.getString("account"),
                row.getString("customer_name"),
                row.getString("circle"),
                Money.of(row.getBigDecimal("current_amount")),
                Money.of(row.getBigDecimal("arrears_amount")),
                money(row, "proposed"),
                money(row, "in_force"),
                row.getString("reason"),
                row.getString("made_by"),
                row.getString("submitted_by"),
                instant(row, "submitted_at"),
                me.equals(row.getString("made_by")) || me.equals(row.getString("submitted_by")));
    }

    private static ClosedTarget closed(ResultSet row) throws SQLException {
        return new ClosedTarget(
                row.getString("account"),
                row.getString("customer_name"),
                row.getString("circle"),
                Money.of(row.getBigDecimal("target_amount")),
                Money.of(row.getBigDecimal("collected")),
                Money.of(row.getBigDecimal("shortfall")),
                row.getString("reason"),
                row.getString("owner"),
                row.getString("remark"),
                row.getString("closed_by"),
                row.getObject("closed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
