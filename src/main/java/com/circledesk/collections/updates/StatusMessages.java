package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.work.About;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people of updates, comments and answers, and keeps the tasks that they are. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class StatusMessages {
    static final String ABOUT = "STATUS_UPDATE";
    private static final int TITLE_MAX = 300;

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final Notifications notifications;
    private final Texts texts;
    private final Formats formats;

    StatusMessages(JdbcClient jdbc, Tasks tasks, Notifications notifications, Texts texts, Formats formats) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.notifications = notifications;
        this.texts = texts;
        this.formats = formats;
    }

    record Person(long id, String email, String fullName) {}

    /** Those who read the updates of a circle: its heads, or where it has none of its own those of all circles. */
    List<Person> readers(String circle, long but) {
        return jdbc.sql("""
                        select u.id, u.email, u.full_name from app_user u
                        where u.role = 'SALES_HEAD' and u.disabled_at is null and u.id <> :but
                          and case when exists (
                                  select from app_user h join user_circle c on c.user_id = h.id and c.circle = :circle
                                  where h.role = 'SALES_HEAD' and h.disabled_at is null and not h.all_circles and h.id <> :but)
                              then not u.all_circles and exists (
                                  select from user_circle c where c.user_id = u.id and c.circle = :circle)
                              else u.all_circles end
                        order by u.id
                        """)
                .param("circle", circle)
                .param("but", but)
                .query(Person.class)
                .list();
    }

    void sent(StatusRecords.Sent sent, ComposedUpdate update) {
        String link = "/reports/status-updates/" + sent.ref();
        String sentence = texts.get(
                "updates.told.sent",
                sent.ref(),
                name(update.managerId()),
                update.circle(),
                formats.compact(update.totals().overdue()));
        readers(update.circle(), update.managerId())
                .forEach(head -> notifications.tell(new NewNotification(
                        "status-update:%s:%s".formatted(sent.ref(), head.id()),
                        head.id(),
                        update.circle(),
                        new About(ABOUT, sent.ref(), link),
                        cut(sentence))));
        finish(reminderKey(update), sent.ref());
    }

    static String reminderKey(ComposedUpdate update) {
        return reminderKey(update.circle(), update.managerId(), update.dueOn().toString());
    }

    static String reminderKey(String circle, long manager, String dueOn) {
        return "status-update-due:%s:%s:%s".formatted(circle, manager, dueOn);
    }

    void commented(StatusRecords.Comment comment) {
        About about = about(comment);
        String sentence = comment.account() == null
                ? texts.get("updates.told.comment", comment.ref(), comment.text())
                : texts.get("updates.told.commentOn", comment.ref(), comment.account(), comment.text());
        tasks.create(new NewTask(
                key(comment),
                comment.managerId(),
                comment.circle(),
                comment.accountId(),
                about,
                cut(sentence),
                comment.dueOn()));
        notifications.tell(
                new NewNotification(key(comment), comment.managerId(), comment.circle(), about, cut(sentence)));
    }

    void answered(StatusRecords.Comment comment, String answer) {
        finish(key(comment), answer);
        notifications.tell(new NewNotification(
                key(comment) + ":answer",
                comment.authorId(),
                comment.circle(),
                about(comment),
                cut(texts.get("updates.told.answer", comment.ref(), answer))));
    }

    private static About about(StatusRecords.Comment comment) {
        return new About(
                ABOUT, comment.ref(), "/reports/status-updates/%s#comment-%s".formatted(comment.ref(), comment.id()));
    }

    private static String key(StatusRecords.Comment comment) {
        return "status-comment:" + comment.id();
    }

    private void finish(String key, String remark) {
        jdbc.sql("select id from task where key = :key and owner_id = :me and done_at is null")
                .param("key", key)
                .param("me", ActorContext.required().userId())
                .query(Long.class)
                .optional()
                .ifPresent(task -> tasks.finish(task, remark));
    }

    private String name(long user) {
        return jdbc.sql("select full_name from app_user where id = :id")
                .param("id", user)
                .query(String.class)
                .single();
    }

    private static String cut(String sentence) {
        return sentence.length() <= TITLE_MAX ? sentence : sentence.substring(0, TITLE_MAX - 1) + "…";
    }
}
