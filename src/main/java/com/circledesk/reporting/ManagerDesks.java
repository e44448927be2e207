package com.circledesk.reporting;

import com.circledesk.collections.targets.Bridge;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.users.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a head sees of each manager in one row. */
@Service
@Transactional(readOnly = true)
public class ManagerDesks {
    private final JdbcClient jdbc;

    ManagerDesks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A manager's row.
     *
     * @param month target and landing, null where neither is
     * @param broken promises not kept, of which nobody made a new one
     * @param actions open tasks, and those of them that are late
     */
    public record Row(
            PortfolioQueries.ManagerRow book, @Nullable BridgeRow month, long broken, long actions, long late) {}

    private record Open(long userId, long broken, long actions, long late) {}

    /** In the order of the books. */
    public List<Row> rows(List<PortfolioQueries.ManagerRow> books, Bridge bridge, Scope scope) {
        Map<String, BridgeRow> months =
                bridge.rows().stream().collect(Collectors.toMap(BridgeRow::key, Function.identity()));
        Map<Long, Open> open = new HashMap<>();
        open(scope).forEach(each -> open.put(each.userId(), each));
        return books.stream()
                .map(book -> {
                    long user = Objects.requireNonNullElse(book.userId(), 0L);
                    Open waiting = open.getOrDefault(user, new Open(user, 0, 0, 0));
                    return new Row(
                            book,
                            months.get(String.valueOf(user)),
                            waiting.broken(),
                            waiting.actions(),
                            waiting.late());
                })
                .toList();
    }

    private List<Open> open(Scope scope) {
        return jdbc.sql("""
                        select owner_id as user_id, sum(broken)::bigint as broken, sum(actions)::bigint as actions, sum(late)::bigint as late
                        from (
                            select owner_id, 0 as broken, count(*) as actions, count(*) filter (where due_on < app_today()) as late
                            from task where done_at is null and circle = any (:circles) group by owner_id
                            union all
                            select owner_id, count(*), 0, 0 from promise
                            where status in ('BROKEN', 'PARTLY_KEPT') and status_on > app_today() - 30 and circle = any (:circles)
                              and owner_id is not null
                            group by owner_id) open
                        group by owner_id
                        """).param("circles", scope.toArray()).query(Open.class).list();
    }
}
