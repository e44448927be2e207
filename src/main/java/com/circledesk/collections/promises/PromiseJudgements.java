package com.circledesk.collections.promises;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.About;
import com.circledesk.work.NewTask;
import com.circledesk.work.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges promises whose day is over, and gives their owners a task for what was not kept: one for an account and a day, by a key
 * that is unique, so that it may run twice at once and be killed in between.
 */
@Service
public class PromiseJudgements {
    private static final int AT_ONCE = 5_000;

    /** What of the last days nobody has been told yet. */
    private static final String UNTOLD = """
            with unkept as materialized (
                select p.owner_id, p.circle, p.account_id, p.status_on, count(*) as promises, sum(p.amount - p.received) as short
                from promise p
                where p.status in ('BROKEN', 'PARTLY_KEPT') and p.status_on > app_today() - 7
                group by p.owner_id, p.circle, p.account_id, p.status_on
            )
            select p.owner_id as owner, p.circle, p.account_id, a.code as account, p.status_on as on_day, p.promises, p.short
            from unkept p
            join account a on a.id = p.account_id
            join app_user u on u.id = p.owner_id and u.disabled_at is null
            where not exists (select from task t
                              where t.key = 'promises-not-kept:' || p.account_id || ':' || p.owner_id || ':' || p.status_on)
            order by p.account_id, p.status_on limit 1000
            """;

    private record Untold(
            long owner, String circle, long accountId, String account, LocalDate onDay, long promises, Money shortBy) {}

    private final JdbcClient jdbc;
    private final Promises promises;
    private final CircleQueries circles;
    private final Tasks tasks;
    private final Texts texts;
    private final Formats formats;
    private final Paths paths;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PromiseJudgements(
            JdbcClient jdbc,
            Promises promises,
            CircleQueries circles,
            Tasks tasks,
            Texts texts,
            Formats formats,
            Paths paths,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.promises = promises;
        this.circles = circles;
        this.tasks = tasks;
        this.texts = texts;
        this.formats = formats;
        this.paths = paths;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In every circle, some thousands in one transaction. @return how many plans were judged */
    public int judge() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("promises", everywhere), ActorContext.now(), () -> {
            int judged = 0;
            int now;
            do {
                now = promises.judgeDue(AT_ONCE);
                judged += now;
            } while (now == AT_ONCE);
            while (Objects.requireNonNull(transaction.execute(status -> tell())) == 1000) {
                // Until everybody is told.
            }
            return judged;
        });
    }

    private int tell() {
        List<Untold> untold = jdbc.sql(UNTOLD)
                .query((row, n) -> new Untold(
                        row.getLong("owner"),
                        row.getString("circle"),
                        row.getLong("account_id"),
                        row.getString("account"),
                        row.getObject("on_day", LocalDate.class),
                        row.getLong("promises"),
                        Money.of(row.getBigDecimal("short"))))
                .list();
        untold.forEach(each -> tasks.create(new NewTask(
                "promises-not-kept:%d:%d:%s".formatted(each.accountId(), each.owner(), each.onDay()),
                each.owner(),
                each.circle(),
                each.accountId(),
                new About("PROMISE", each.account(), paths.with("/promises?show=asking", "account", each.account())),
                texts.get(
                        each.promises() == 1 ? "promises.task.one" : "promises.task.many",
                        each.account(),
                        String.valueOf(each.promises()),
                        formats.rupees(each.shortBy())),
                LocalDate.now(clock))));
        return untold.size();
    }
}
