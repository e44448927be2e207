package com.circledesk.circles;

import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** On which days a circle works. A circle that whoever acts does not see has the usual week and no holidays. */
@Service
@Transactional(readOnly = true)
public class WorkingDays {
    private final JdbcClient jdbc;

    WorkingDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isWorkingDay(String circle, LocalDate day) {
        return jdbc.sql("select is_working_day(:circle, :day)")
                .param("circle", circle)
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /** Both days count, if they are working days; none if the second is before the first. */
    public int between(String circle, LocalDate from, LocalDate to) {
        return between(List.of(circle), from, to).getOrDefault(circle, 0);
    }

    /** By circle. */
    public Map<String, Integer> between(Collection<String> circles, LocalDate from, LocalDate to) {
        Map<String, Integer> days = new HashMap<>();
        jdbc.sql("""
                        select c.code, working_days_between(c.code, :from, :to) as days
                        from unnest(cast(:circles as text[])) c (code)
                        """)
                .param("circles", circles.toArray(String[]::new))
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    days.put(row.getString("code"), row.getInt("days"));
                });
        return days;
    }

    /** The first, second, … working day after a day. @param count 1 or more */
    public LocalDate after(String circle, LocalDate day, int count) {
        return jdbc.sql("""
                        select cast(:day as date) + n from generate_series(1, 100 + 7 * :count) n
                        where is_working_day(:circle, cast(:day as date) + n) order by n offset :count - 1 limit 1
                        """)
                .param("circle", circle)
                .param("day", day)
                .param("count", count)
                .query(LocalDate.class)
                .single();
    }

    /** Of a year, by day; those of one name and day in several circles are one. */
    public List<Holiday> holidays(Collection<String> circles, int year) {
        return jdbc.sql("""
                        select h.on_day, h.name, array_agg(h.circle order by h.circle) as circles
                        from holiday h
                        where h.circle = any (:circles) and h.on_day between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                        group by h.on_day, h.name order by h.on_day, h.name
                        """)
                .param("circles", circles.toArray(String[]::new))
                .param("year", year)
                .query((row, n) -> new Holiday(
                        row.getObject("on_day", LocalDate.class),
                        row.getString("name"),
                        texts(row.getArray("circles"))))
                .list();
    }

    /** By circle. */
    public List<WorkingWeek> weeks(Collection<String> circles) {
        return jdbc.sql("""
                        select c.code, w.sundays_off, w.saturdays_off
                        from unnest(cast(:circles as text[])) c (code) cross join lateral working_week_of(c.code) w order by c.code
                        """)
                .param("circles", circles.toArray(String[]::new))
                .query((row, n) -> new WorkingWeek(
                        row.getString("code"),
                        row.getBoolean("sundays_off"),
                        texts(row.getArray("saturdays_off")).stream()
                                .map(Integer::valueOf)
                                .toList()))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
