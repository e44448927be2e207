package com.circledesk.collections.updates;

import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import com.circledesk.work.About;
import com.circledesk.work.Mails;
import com.circledesk.work.NewMail;
import com.circledesk.work.NewNotification;
import com.circledesk.work.NewTask;
import com.circledesk.work.Notifications;
import com.circledesk.work.Tasks;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
    private final Mails mails;
    private final StatusPaper paper;
    private final Texts texts;
    private final Formats formats;

    StatusMessages(
            JdbcClient jdbc,
            Tasks tasks,
            Notifications notifications,
            Mails mails,
            StatusPaper paper,
            Texts texts,
            Formats formats) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.notifications = notifications;
        this.mails = mails;
        this.paper = paper;
        this.texts = texts;
        this.formats = formats;
    }

    record Person(long id, String fullName) {}

    /** Those who read the updates of a circle: its heads, or where it has none of its own those of all circles. */
    List<Person> readers(String circle, long but) {
        return jdbc.sql("""
                        select u.id, u.full_name from app_user u
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

    /** The heads are told, and read it on paper; what reminded of it is done, of this week and of those that were missed. */
    void sent(StatusUpdate update) {
        String link = "/reports/status-updates/" + update.ref();
        String sentence = texts.get(
                "updates.told.sent",
                update.ref(),
                update.manager(),
                update.circle(),
                formats.compact(update.totals().overdue()));
        byte[] pdf = paper.of(update);
        for (Person head : readers(update.circle(), update.managerId())) {
            String key = "status-update:%s:%s".formatted(update.ref(), head.id());
            notifications.tell(new NewNotification(
                    key, head.id(), update.circle(), new About(ABOUT, update.ref(), link), cut(sentence)));
            mails.queue(NewMail.toUser(
                            key,
                            ABOUT,
                            head.id(),
                            Set.of(update.circle()),
                            texts.get("updates.mail.subject", update.ref(), update.circleName(), update.manager()),
                            texts.get(
                                    "updates.mail.text",
                                    head.fullName(),
                                    sentence,
                                    mails.address(link),
                                    update.accounts().size()))
                    .with(update.ref() + ".pdf", pdf));
        }
        finish("starts_with(key, :key)", remindersOf(update.circle(), update.managerId()), update.ref());
    }

    static String reminderKey(String circle, long manager, LocalDate dueOn) {
        return remindersOf(circle, manager) + dueOn;
    }

    private static String remindersOf(String circle, long manager) {
        return "status-update-due:%s:%s:".formatted(circle, manager);
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
        finish("key = :key", key(comment), answer);
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

    private void finish(String which, String key, String remark) {
        jdbc.sql("select id from task where owner_id = :me and done_at is null and " + which)
                .param("key", key)
                .param("me", ActorContext.required().userId())
                .query(Long.class)
                .list()
                .forEach(task -> tasks.finish(task, remark));
    }

    private static String cut(String sentence) {
        return sentence.length() <= TITLE_MAX ? sentence : sentence.substring(0, TITLE_MAX - 1) + "…";
    }
}
