package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells people things. Only who was told reads it; the database sees to that, too. */
@Service
@Transactional
public class Notifications {
    private final JdbcClient jdbc;

    Notifications(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if it was told already */
    public boolean tell(NewNotification told) {
        return jdbc.sql("""
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
