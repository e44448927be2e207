package com.circledesk.collections.updates;

import com.circledesk.receivables.BookFilter;
import com.circledesk.receivables.Selection;
import com.circledesk.receivables.Selections;
import com.circledesk.receivables.ageing.AgeBuckets;
import com.circledesk.receivables.ageing.AgeingBasis;
import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads updates as they were sent, with what was asked and answered. */
@Service
@Transactional(readOnly = true)
public class StatusUpdateQueries {
    private static final String COMMENTS = """
            select c.id, u.ref, a.code as account, p.full_name as author, c.text, c.due_on, c.recorded_at,
                   w.text as answer, w.recorded_at as answered_at
            from status_comment c
            join status_update u on u.id = c.update_id
            join app_user p on p.id = c.author_id
            left join account a on a.id = c.account_id
            left join status_answer w on w.comment_id = c.id
            where c.circle = any (:circles)
            """;

    private final JdbcClient jdbc;
    private final Selections selections;

    StatusUpdateQueries(JdbcClient jdbc, Selections selections) {
        this.jdbc = jdbc;
        this.selections = selections;
    }

    private record Head(
            long id,
            String ref,
            String circle,
            String circleName,
            long managerId,
            String manager,
            LocalDate dueOn,
            LocalDate asOf,
            Instant knownAt,
            Instant submittedAt,
            AgeBuckets buckets) {}

    /** @throws NotFoundException for one that is missing, or of another circle */
    public StatusUpdate get(String ref, Scope scope) {
        Head head = jdbc.sql("""
                        select u.id, u.ref, u.circle, c.name as circle_name, u.manager_id, p.full_name as manager, u.due_on, u.as_of,
                               u.known_at, u.submitted_at, u.bounds
                        from status_update u join circle c on c.code = u.circle join app_user p on p.id = u.manager_id
                        where lower(u.ref) = lower(trim(:ref)) and u.circle = any (:circles)
                        """)
                .param("ref", ref)
                .param("circles", scope.toArray())
                .query((row, number) -> head(row))
                .optional()
                .orElseThrow(() -> new NotFoundException("Status update", ref));
        return new StatusUpdate(
                head.id(),
                head.ref(),
                head.circle(),
                head.circleName(),
                head.managerId(),
                head.manager(),
                head.dueOn(),
                head.asOf(),
                head.knownAt(),
                head.submittedAt(),
                head.buckets(),
                lines(List.of(head.id()), scope).stream()
                        .map(StatusPaper.Sheet::account)
                        .toList(),
                jdbc.sql(COMMENTS + "and c.update_id = :id order by c.id")
                        .param("circles", scope.toArray())
                        .param("id", head.id())
                        .query(StatusComment.class)
                        .list());
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getLong("id"),
                row.getString("ref"),
                row.getString("circle"),
                row.getString("circle_name"),
                row.getLong("manager_id"),
                row.getString("manager"),
                row.getObject("due_on", LocalDate.class),
                row.getObject("as_of", LocalDate.class),
                row.getObject("known_at", OffsetDateTime.class).toInstant(),
                row.getObject("submitted_at", OffsetDateTime.class).toInstant(),
                new AgeBuckets(AgeingBasis.DUE, List.of((Integer[])
                        row.getArray("bounds").getArray())));
    }

    private static final String LINES = """
            select l.*, a.code, a.customer_name, o.name as operator, b.update_id as before_id, b.amounts as before_amounts,
                   b.unapplied as before_unapplied, b.disputed as before_disputed, b.remark as before_remark,
                   u.ref as of_ref, u.as_of as of_day, p.full_name as of_manager
            from status_update_account l
            join status_update u on u.id = l.update_id
            join app_user p on p.id = u.manager_id
            join account a on a.id = l.account_id
            join operator o on o.id = a.operator_id
            left join status_update_account b
                   on b.update_id = l.since_update_id and b.account_id = l.account_id
                  and array_length(b.amounts, 1) = array_length(l.amounts, 1)
            where l.circle = any (:circles) and l.update_id = any (cast(:updates as bigint[]))
            order by l.update_id, l.position
            """;

    private List<StatusPaper.Sheet> lines(Collection<Long> updates, Scope scope) {
        Map<String, List<StatusItem>> items = new HashMap<>();
        jdbc.sql("""
                        select update_id || ':' || account_id as line, kind, ref, what, amount, on_day from status_update_item
                        where update_id = any (cast(:updates as bigint[])) and circle = any (:circles) order by update_id, position
                        """)
                .param("updates", updates.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query(row -> {
                    items.computeIfAbsent(row.getString("line"), line -> new ArrayList<>())
                            .add(new StatusItem(
                                    StatusItem.Kind.valueOf(row.getString("kind")),
                                    row.getString("ref"),
                                    row.getString("what"),
                                    row.getBigDecimal("amount") == null ? null : StatusBook.money(row, "amount"),
                                    row.getObject("on_day", LocalDate.class)));
                });
        return jdbc.sql(LINES)
                .param("updates", updates.toArray(Long[]::new))
                .param("circles", scope.toArray())
                .query((row, number) -> new StatusPaper.Sheet(
                        row.getLong("update_id"),
                        row.getString("of_ref"),
                        row.getObject("of_day", LocalDate.class),
                        row.getString("of_manager"),
                        account(
                                row,
                                items.getOrDefault(
                                        row.getLong("update_id") + ":" + row.getLong("account_id"), List.of()))))
                .list();
    }

    /** Of each account what was said of it last, by account. */
    public List<StatusPaper.Sheet> latest(BookFilter filter, Scope scope) {
        Selection selection = selections.select(scope, filter);
        Map<Long, Long> updates = new HashMap<>();
        jdbc.sql("""
                        select account_id, max(update_id) as update_id from status_update_account
                        where circle = any (:circles) and (cast(:accounts as bigint[]) is null or account_id = any (cast(:accounts as bigint[])))
                        group by account_id
                        """)
                .param("circles", selection.circles())
                .param("accounts", selection.accounts())
                .query(row -> {
                    updates.put(row.getLong("account_id"), row.getLong("update_id"));
                });
        return lines(new TreeSet<>(updates.values()), scope).stream()
                .filter(sheet -> Objects.equals(updates.get(sheet.account().accountId()), sheet.updateId()))
                .sorted(Comparator.comparing(sheet -> sheet.account().code()))
                .toList();
    }

    private static AccountStatus account(ResultSet row, List<StatusItem> items) throws SQLException {
        boolean first = row.getObject("before_id") == null;
        return new AccountStatus(
                row.getLong("account_id"),
                row.getString("code"),
                row.getString("customer_name"),
                row.getString("operator"),
                StatusBook.figures(row, ""),
                row.getObject("since_on", LocalDate.class),
                row.getObject("since_update_id", Long.class),
                first ? null : StatusBook.figures(row, "before_"),
                row.getString("before_remark"),
                new StatusMovement(
                        StatusBook.money(row, "opening"),
                        StatusBook.money(row, "restated"),
                        StatusBook.money(row, "billed"),
                        StatusBook.money(row, "received"),
                        StatusBook.money(row, "taxed"),
                        StatusBook.money(row, "credited"),
                        StatusBook.money(row, "adjusted")),
                items,
                row.getString("summary"),
                row.getString("remark"));
    }

    /** Comments on a manager's updates that wait for an answer, the first asked first. */
    public List<StatusComment> unanswered(String circle, long manager, Scope scope) {
        return jdbc.sql(COMMENTS
                        + "and c.circle = :circle and c.manager_id = :manager and w.comment_id is null order by c.id")
                .param("circles", scope.toArray())
                .param("circle", circle)
                .param("manager", manager)
                .query(StatusComment.class)
                .list();
    }

    /** Number of the update of a week, if it was sent. */
    public Optional<String> sent(String circle, long manager, LocalDate dueOn, Scope scope) {
        return jdbc.sql("""
                        select ref from status_update
                        where circle = :circle and circle = any (:circles) and manager_id = :manager and due_on = :due
                        """)
                .param("circle", circle)
                .param("circles", scope.toArray())
                .param("manager", manager)
                .param("due", dueOn)
                .query(String.class)
                .optional();
    }
}
