package com.circledesk.circles;

import java.time.LocalDate;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the days off of circles. */
@Service
@Transactional
public class HolidayCalendar {
    private final JdbcClient jdbc;

    HolidayCalendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A day that is off already bears the new name. */
    public void add(Collection<String> circles, LocalDate day, String name) {
        jdbc.sql("""
                        insert into holiday (circle, on_day, name) select c.code, :day, :name from unnest(cast(:circles as text[])) c (code)
                        on conflict (circle, on_day) do update
                        set name = excluded.name, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                        where holiday.name <> excluded.name
                        """)
                .param("circles", circles.toArray(String[]::new))
                .param("day", day)
                .param("name", name)
                .update();
    }

    public void remove(Collection<String> circles, LocalDate day) {
        jdbc.sql("delete from holiday where on_day = :day and circle = any (:circles)")
                .param("circles", circles.toArray(String[]::new))
                .param("day", day)
                .update();
    }

    public void begin(WorkingWeek week) {
        jdbc.sql("""
                        insert into working_week (circle, sundays_off, saturdays_off) values (:circle, :sundays, cast(:saturdays as smallint[]))
                        on conflict (circle) do update
                        set sundays_off = excluded.sundays_off, saturdays_off = excluded.saturdays_off,
                            recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
                        """)
                .param("circle", week.circle())
                .param("sundays", week.sundays())
                .param("saturdays", week.saturdays().toArray(Integer[]::new))
                .update();
    }
}
