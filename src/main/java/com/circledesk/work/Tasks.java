package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.ActorContext;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives tasks to people and ends them. Only the owner ends a task, or takes that back; what several were asked ends with the
 * first of them who did it.
 */
@Service
@Transactional
public class Tasks {
    private final JdbcClient jdbc;

    Tasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if there was a task of this key already, open or done, and whoever owns it */
    public boolean create(NewTask task) {
        // No target is named: what another circle's task bears may not be asked, and need not.
        return jdbc.sql("""
                        insert into task (key, owner_id, circle, account_id, about_kind, about_ref, link, title, due_on)
                        values (:key, :owner, :circle, :account, :kind, :ref, :link, :title, :due)
                        on conflict do nothing
                        """)
                        .param("key", task.key())
                        .param("owner", task.owner())
                        .param("circle", task.circle())
                        .param("account", task.accountId(), Types.BIGINT)
                        .param("kind", task.about().kind())
                        .param("ref", task.about().ref())
                        .param("link", task.about().link())
                        .param("title", task.title())
                        .param("due", task.dueOn())
                        .update()
                == 1;
    }

    /** Done twice, it was done the first time. */
    public void finish(long id, @Nullable String remark) {
        end(id, """
                update task set done_at = coalesce(done_at, app_now()), done_by = coalesce(done_by, app_actor()),
                       remark = coalesce(:remark, remark)
                where id = :id and owner_id = :me and circle = any (:circles)
                """, remark);
    }

    /** It is to be done after all. */
    public void reopen(long id) {
        end(id, """
                update task set done_at = null, done_by = null, remark = cast(:remark as text)
                where id = :id and owner_id = :me and circle = any (:circles)
                """, null);
    }

    /** Several were asked to do the same, and one of them did: ends whatever is open about it. */
    public void settle(String aboutKind, String aboutRef, String remark) {
        jdbc.sql("""
                        update task set done_at = app_now(), done_by = app_actor(), remark = :remark
                        where about_kind = :kind and about_ref = :ref and done_at is null and circle = any (:circles)
                        """)
                .param("kind", aboutKind)
                .param("ref", aboutRef)
                .param("remark", remark)
                .param("circles", ActorContext.required().scope().toArray())
                .update();
    }

    private void end(long id, String update, @Nullable String remark) {
        int found = jdbc.sql(update)
                .param("id", id)
                .param("remark", remark, Types.VARCHAR)
                .param("me", ActorContext.required().userId(), Types.BIGINT)
                .param("circles", ActorContext.required().scope().toArray())
                .update();
        if (found == 0) {
            throw new NotFoundException("Task", id);
        }
    }
}
