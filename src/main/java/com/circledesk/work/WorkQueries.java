package com.circledesk.work;

import com.circledesk.shared.NotFoundException;
import com.circledesk.users.Scope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads a person's tasks and notifications. */
@Service
@Transactional(readOnly = true)
public class WorkQueries {
    private static final String TASK = """
            select t.id, t.circle, a.code as account, t.about_kind, t.about_ref, t.link, t.title, t.due_on, t.created_at,
                   t.created_by, t.done_at, t.done_by, t.remark
            from task t left join account a on a.id = t.account_id
            where t.owner_id = :user and t.circle = any (:circles)
            """;

    private final JdbcClient jdbc;

    WorkQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public WorkCounts counts(long userId, LocalDate today, Scope scope) {
        return jdbc.sql("""
                        select t.*, n.* from (
                            select count(*) filter (where done_at is null) as open,
                                   count(*) filter (where done_at is null and due_on < :today) as overdue,
                                   count(*) filter (where done_at is not null) as done
                            from task where owner_id = :user and circle = any (:circles)) t
                        cross join (
                            select count(*) as notifications, count(*) filter (where read_at is null) as unread
                            from notification where user_id = :user and circle = any (:circles)) n
                        """)
                .param("user", userId)
                .param("today", today)
                .param("circles", scope.toArray())
                .query(WorkCounts.class)
                .single();
    }

    public TaskRow task(long id, long userId, Scope scope) {
        return jdbc.sql(TASK + "and t.id = :id")
                .param("id", id)
                .param("user", userId)
                .param("circles", scope.toArray())
                .query(TaskRow.class)
                .optional()
                .orElseThrow(() -> new NotFoundException("Task", id));
    }

    /** What is open by the day it is due, what is done the last first. */
    public List<TaskRow> tasks(long userId, boolean done, int page, int size, Scope scope) {
        return jdbc.sql(TASK
                        + (done
                                ? "and t.done_at is not null order by t.done_at desc, t.id desc"
                                : "and t.done_at is null order by t.due_on, t.id")
                        + " limit :size offset :offset")
                .param("user", userId)
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(TaskRow.class)
                .list();
    }

    /** The last first. */
    public List<NotificationRow> notifications(long userId, int page, int size, Scope scope) {
        return jdbc.sql("""
                        select id, about_kind, about_ref, link, text, created_at, read_at
                        from notification where user_id = :user and circle = any (:circles)
                        order by created_at desc, id desc limit :size offset :offset
                        """)
                .param("user", userId)
                .param("circles", scope.toArray())
                .param("size", size)
                .param("offset", (long) page * size)
                .query(NotificationRow.class)
                .list();
    }
}
