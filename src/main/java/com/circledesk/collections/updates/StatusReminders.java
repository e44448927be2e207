package com.circledesk.collections.updates;

import com.circledesk.circles.Circle;
import com.circledesk.circles.CircleQueries;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
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
 * Reminds managers of the updates that are open: a task as soon as one may be sent, a notification on its day, and one to
 * the manager and the heads where it is late. Each once, for ever: the keys are unique in the database.
 */
@Service
public class StatusReminders {
    private static final String OPEN = """
            select c.code as circle, d.due_on, m.user_id as manager_id, u.full_name as manager, count(*) as accounts
            from circle c
            cross join lateral (select status_due_on(c.code, app_today()) as due_on) d
            join account a on a.circle = c.code and a.active
            cross join lateral (
                select o.user_id from account_manager o
                where o.account_id = a.id and o.from_on <= app_today() order by o.from_on desc limit 1) m
            join app_user u on u.id = m.user_id and u.disabled_at is null
            where not exists (select from status_update s
                              where s.circle = c.code and s.manager_id = m.user_id and s.due_on = d.due_on)
            group by 1, 2, 3, 4 order by 1, 3
            """;

    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final StatusMessages messages;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StatusReminders(
            JdbcClient jdbc,
            CircleQueries circles,
            StatusMessages messages,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            Formats formats,
            Clock clock,
            PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.messages = messages;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    private record Open(String circle, LocalDate dueOn, long managerId, String manager, long accounts) {}

    /** @return how many updates are open */
    public int remind() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("status-updates", everywhere), ActorContext.now(), () -> {
            List<Open> open = Objects.requireNonNull(transaction.execute(
                    status -> jdbc.sql(OPEN).query(Open.class).list()));
            open.forEach(each -> transaction.executeWithoutResult(status -> remind(each)));
            return open.size();
        });
    }

    private void remind(Open open) {
        LocalDate today = LocalDate.now(clock);
        String key = StatusMessages.reminderKey(open.circle(), open.managerId(), open.dueOn());
        String ref = open.circle() + " " + open.dueOn();
        About writing = new About(StatusMessages.ABOUT, ref, "/reports/status-updates/draft?circle=" + open.circle());
        String due = formats.date(open.dueOn());
        tasks.create(new NewTask(
                key,
                open.managerId(),
                open.circle(),
                null,
                writing,
                texts.get("updates.reminder.task", open.circle(), due, open.accounts()),
                open.dueOn()));
        if (today.equals(open.dueOn())) {
            notifications.tell(new NewNotification(
                    key + ":today",
                    open.managerId(),
                    open.circle(),
                    writing,
                    texts.get("updates.reminder.today", open.circle())));
        }
        if (today.isAfter(open.dueOn())) {
            notifications.tell(new NewNotification(
                    key + ":late",
                    open.managerId(),
                    open.circle(),
                    writing,
                    texts.get("updates.reminder.late", open.circle(), due)));
            About reading = new About(StatusMessages.ABOUT, ref, "/reports/status-updates?circle=" + open.circle());
            messages.readers(open.circle(), open.managerId())
                    .forEach(head -> notifications.tell(new NewNotification(
                            key + ":late:" + head.id(),
                            head.id(),
                            open.circle(),
                            reading,
                            texts.get("updates.reminder.missing", open.manager(), open.circle(), due))));
        }
    }
}
