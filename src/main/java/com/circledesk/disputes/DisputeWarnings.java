package com.circledesk.disputes;

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
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people on the warning days of the 180-day clock: a task and a notification to whom the dispute belongs, and besides
 * to the head of the circle at the last two levels, or where the task of the warning before is not done and the dispute did
 * not move since. Each level once, for ever: the keys are unique in the database, whatever runs at the same time or dies half-way.
 * Where several levels are over by now, only the highest is told.
 */
@Service
public class DisputeWarnings {
    private static final int AT_ONCE = 500;

    private static final String DUE = """
            select d.id, d.dispute_ref as ref, d.account_id, a.code as account, d.circle, d.disputed_amount as disputed, w.level,
                   app_today() - d.oldest_invoice_date as day, d.oldest_invoice_date + k.window_days as closes_on,
                   greatest(app_today(), d.oldest_invoice_date + coalesce(w.next_level, k.window_days)) as due_on,
                   coalesce(o.id, h.id) as told,
                   case when h.id <> o.id and (w.still_to_come < 2 or not_acted.it) then h.id end as head
            from dispute d
            join dispute_status s on s.status = d.status and s.position < 7
            join account a on a.id = d.account_id
            cross join lateral (select * from note_clock c where c.from_on <= d.oldest_invoice_date order by c.from_on desc limit 1) k
            cross join lateral (
                select max(x) filter (where x <= app_today() - d.oldest_invoice_date) as level,
                       min(x) filter (where x > app_today() - d.oldest_invoice_date) as next_level,
                       count(*) filter (where x > app_today() - d.oldest_invoice_date) as still_to_come
                from unnest(k.warning_days) x) w
            left join app_user o on o.id = d.owner_id and o.disabled_at is null
            left join lateral (
                select u.id from app_user u
                where u.role = 'SALES_HEAD' and u.disabled_at is null
                  and (u.all_circles or exists (select from user_circle c where c.user_id = u.id and c.circle = d.circle))
                order by u.all_circles, u.id limit 1) h on true
            cross join lateral (select exists (
                select from task t
                where t.about_kind = 'DISPUTE' and t.about_ref = d.dispute_ref and t.key like 'note-clock:%' and t.done_at is null
                  and not exists (select from dispute_event e where e.dispute_id = d.id and e.recorded_at > t.created_at)) as it
            ) not_acted
            where w.level is not null and coalesce(o.id, h.id) is not null and d.raised_on <= app_today()
              and not exists (select from task t where t.key = 'note-clock:' || d.id || ':' || w.level || ':owner')
            order by d.id limit :size
            """;

    private final JdbcClient jdbc;
    private final CircleQueries circles;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Formats formats;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DisputeWarnings(
            JdbcClient jdbc,
            CircleQueries circles,
            Tasks tasks,
            Notifications notifications,
            Texts texts,
            Formats formats,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.circles = circles;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** In every circle, a few hundred disputes in one transaction. @return how many tasks were given */
    public int tell() {
        Scope everywhere = new Scope(circles.all().stream().map(Circle::code).collect(Collectors.toSet()));
        return ActorContext.callAs(Actor.system("note-clock", everywhere), ActorContext.now(), () -> {
            int given = 0;
            List<DueWarning> due;
            do {
                due = List.of();
                List<DueWarning> found = transaction.execute(status -> tellSome());
                if (found != null) {
                    due = found;
                    given += found.size();
                }
            } while (due.size() == AT_ONCE);
            return given;
        });
    }

    private List<DueWarning> tellSome() {
        List<DueWarning> due =
                jdbc.sql(DUE).param("size", AT_ONCE).query(DueWarning.class).list();
        due.forEach(warning -> {
            tell(warning, "owner", warning.told());
            Long head = warning.head();
            if (head != null) {
                tell(warning, "head", head);
            }
        });
        return due;
    }

    private void tell(DueWarning warning, String recipient, long person) {
        About about = new About("DISPUTE", warning.ref(), "/disputes/" + warning.ref());
        String sentence = sentence(warning);
        tasks.create(new NewTask(
                warning.key(recipient),
                person,
                warning.circle(),
                warning.accountId(),
                about,
                sentence,
                warning.dueOn()));
        notifications.tell(new NewNotification(warning.key(recipient), person, warning.circle(), about, sentence));
    }

    private String sentence(DueWarning warning) {
        boolean over = warning.closesOn().isBefore(LocalDate.now(clock));
        return texts.get(
                over ? "disputes.warning.over" : "disputes.warning",
                warning.ref(),
                warning.account(),
                formats.rupees(warning.disputed()),
                String.valueOf(warning.day()),
                formats.date(warning.closesOn()));
    }
}
