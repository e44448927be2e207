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
                        select u.id as user_id, coalesce(p.broken, 0) as broken, coalesce(t.actions, 0) as actions,
                               coalesce(t.late, 0) as late
                        from app_user u
                        left join (select owner_id, count(*) as actions, count(*) filter (where due_on < app_today()) as late
                                   from task where done_at is null and circle = any (:circles) group by owner_id) t on t.owner_id = u.id
                        left join (select owner_id, count(*) as broken from promise
                                   where status in ('BROKEN', 'PARTLY_KEPT') and status_on > app_today() - 30
                                     and circle = any (:circles) group by owner_id) p on p.owner_id = u.id
                        where t.actions > 0 or p.broken > 0
                        """).param("circles", scope.toArray()).query(Open.class).list();
    }
}
