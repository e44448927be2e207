package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.shared.Texts;
import com.circledesk.users.ActorContext;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people things. Only who was told reads it; the database sees to that, too. */
@Service
@Transactional
public class Notifications {
    private static final int SUBJECT_MAX = 150;

    private final JdbcClient jdbc;
    private final Mails mails;
    private final Texts texts;

    Notifications(JdbcClient jdbc, Mails mails, Texts texts) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.texts = texts;
    }

    /** By mail, too, where the person wants what is of this kind at once. @return false if it was told already */
    public boolean tell(NewNotification told) {
        boolean isNew = jdbc.sql("""
                        insert into notification (key, user_id, circle, about_kind, about_ref, link, text)
                        values (:key, :user, :circle, :kind, :ref, :link, :text)
                        on conflict do nothing
                        """)
                        .param("key", told.key())
                        .param("user", told.user())
                        .param("circle", told.circle())
                        .param("kind", told.about().kind())
                        .param("ref", told.about().ref())
                        .param("link", told.about().link())
                        .param("text", told.text())
                        .update()
                == 1;
        if (isNew) {
            mail(told);
        }
        return isNew;
    }

    private void mail(NewNotification told) {
        jdbc.sql("""
                        select mail_moment(w.user_id) from mail_wish w where w.user_id = :user and :kind = any (w.kinds)
                        """)
                .param("user", told.user())
                .param("kind", told.about().kind())
                .query(OffsetDateTime.class)
                .optional()
                .ifPresent(moment -> mails.queue(
                        NewMail.toUser(
                                "told:" + told.key(),
                                "NOTIFICATION",
                                told.user(),
                                Set.of(told.circle()),
                                oneLine(told.text()),
                                texts.get(
                                        "mail.notification",
                                        told.text(),
                                        mails.address(told.about().link()),
                                        mails.address("/my-work/settings"))),
                        moment.toInstant()));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= SUBJECT_MAX ? line : line.substring(0, SUBJECT_MAX - 1) + "…";
    }

    /** Read now, or when it was read first. @return its link */
    public String read(long id) {
        return mark(id, "coalesce(read_at, app_now())");
    }

    public void unread(long id) {
        mark(id, "null");
    }

    /** @return how many they were */
    public int readAll() {
        return jdbc.sql("""
                        update notification set read_at = app_now()
                        where user_id = :me and read_at is null and circle = any (:circles)
                        """)
                .param("me", ActorContext.required().userId(), Types.BIGINT)
                .param("circles", ActorContext.required().scope().toArray())
                .update();
    }

    private String mark(long id, String at) {
        return jdbc.sql("""
                        update notification set read_at = %s where id = :id and user_id = :me and circle = any (:circles)
                        returning link
                        """.formatted(at))
                .param("id", id)
                .param("me", ActorContext.required().userId(), Types.BIGINT)
                .param("circles", ActorContext.required().scope().toArray())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Notification", id));
    }
}
