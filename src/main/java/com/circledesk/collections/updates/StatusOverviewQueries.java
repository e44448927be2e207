package com.circledesk.collections.updates;

import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads who has sent which update, and who has not. */
@Service
@Transactional(readOnly = true)
public class StatusOverviewQueries {
    public static final int WEEKS = 6;

    /** Nobody is told of weeks before a circle's first update, but of the one under way. */
    private static final String CELLS = """
            with week as (
                select w.monday, c.code as circle, w.monday + s.due_weekday - 1 as due_on
                from unnest(cast(:mondays as date[])) w (monday)
                cross join circle c
                cross join lateral (
                    select x.due_weekday from status_schedule x
                    where x.from_on <= w.monday + 6 and (x.circle = c.code or x.circle is null)
                    order by x.circle nulls last, x.from_on desc limit 1) s
                where c.code = any (:circles)
            ), asked as (
                select w.monday, w.circle, w.due_on, m.user_id as manager_id, count(*) as accounts
                from week w
                join account a on a.circle = w.circle and a.active
                cross join lateral (
                    select o.user_id from account_manager o
                    where o.account_id = a.id and o.from_on <= w.due_on order by o.from_on desc limit 1) m
                where m.user_id is not null
                  and (w.monday >= :now or w.due_on >= (select min(u.due_on) from status_update u where u.circle = w.circle))
                group by 1, 2, 3, 4
            ), sent as (
                select u.due_on - (extract(isodow from u.due_on)::integer - 1) as monday, u.circle, u.due_on, u.manager_id, u.ref, u.as_of,
                       (select count(*) from status_comment c where c.update_id = u.id) as comments,
                       (select count(*) from status_comment c where c.update_id = u.id
                          and not exists (select from status_answer w where w.comment_id = c.id)) as open
                from status_update u
                where u.circle = any (:circles) and u.due_on >= :first and u.due_on < cast(:last as date) + 7
            )
            select coalesce(s.monday, a.monday) as monday, coalesce(s.circle, a.circle) as circle,
                   coalesce(s.manager_id, a.manager_id) as manager_id, p.full_name as manager, coalesce(s.due_on, a.due_on) as due_on,
                   coalesce(a.accounts, 0) as accounts, s.ref, s.as_of as sent_on, coalesce(s.comments, 0) as comments,
                   coalesce(s.open, 0) as open
            from asked a
            full join sent s on s.circle = a.circle and s.manager_id = a.manager_id and s.monday = a.monday
            join app_user p on p.id = coalesce(s.manager_id, a.manager_id)
            order by 2, lower(p.full_name), p.id, 1
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    StatusOverviewQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param until a day of the last week that is shown */
    public StatusOverview overview(LocalDate until, Scope scope) {
        LocalDate today = LocalDate.now(clock);
        LocalDate last = monday(until);
        List<LocalDate> mondays = Stream.iterate(last.minusWeeks(WEEKS - 1L), monday -> monday.plusWeeks(1))
                .limit(WEEKS)
                .toList();
        return new StatusOverview(
                today,
                mondays,
                jdbc.sql(CELLS)
                        .param(
                                "mondays",
                                mondays.stream().map(LocalDate::toString).toArray(String[]::new))
                        .param("circles", scope.toArray())
                        .param("now", monday(today))
                        .param("first", mondays.get(0))
                        .param("last", last)
                        .query(StatusCell.class)
                        .list());
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Circles in which a person manages accounts today. */
    public List<String> circlesOf(long manager, Scope scope) {
        return jdbc.sql("""
                        select distinct a.circle
                        from account a
                        cross join lateral (
                            select m.user_id from account_manager m
                            where m.account_id = a.id and m.from_on <= :today order by m.from_on desc limit 1) now
                        where now.user_id = :manager and a.circle = any (:circles) order by 1
                        """)
                .param("today", LocalDate.now(clock))
                .param("manager", manager)
                .param("circles", scope.toArray())
                .query(String.class)
                .list();
    }
}
