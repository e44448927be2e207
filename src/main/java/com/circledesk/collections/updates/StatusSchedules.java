package com.circledesk.collections.updates;

import com.circledesk.shared.BusinessRuleException;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The days of the week on which updates are due: settings with a day from which they hold. */
@Service
@Transactional(readOnly = true)
public class StatusSchedules {
    private final JdbcClient jdbc;

    StatusSchedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day on which the update is due that may be sent on a day. */
    public LocalDate dueOn(String circle, LocalDate day) {
        return jdbc.sql("select status_due_on(:circle, :day)")
                .param("circle", circle)
                .param("day", day)
                .query(LocalDate.class)
                .single();
    }

    /** All that ever were or will be in force: that of all circles first, the latest first. */
    public List<StatusSchedule> all(Scope scope) {
        return jdbc.sql("""
                        select circle, from_on, due_weekday, opens_days from status_schedule
                        where circle is null or circle = any (:circles)
                        order by circle nulls first, from_on desc
                        """)
                .param("circles", scope.toArray())
                .query((row, number) -> new StatusSchedule(
                        row.getString("circle"),
                        row.getObject("from_on", LocalDate.class),
                        DayOfWeek.of(row.getInt("due_weekday")),
                        row.getInt("opens_days")))
                .list();
    }

    /** What is in force until then stays as it was. */
    @Transactional
    public void begin(StatusSchedule schedule) {
        String circle = schedule.circle();
        if (circle != null && !ActorContext.required().scope().contains(circle)) {
            throw new BusinessRuleException("unknown-circle", "Choose a circle of the list.");
        }
        try {
            jdbc.sql("""
                            insert into status_schedule (circle, from_on, due_weekday, opens_days)
                            values (:circle, :from, :weekday, :opens)
                            """)
                    .param("circle", circle, Types.VARCHAR)
                    .param("from", schedule.fromOn())
                    .param("weekday", schedule.dueWeekday().getValue())
                    .param("opens", schedule.opensDays())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BusinessRuleException(
                    "duplicate", "There is a schedule from that day on already. Choose a later day.");
        }
    }
}
