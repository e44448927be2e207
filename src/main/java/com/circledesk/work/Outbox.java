package com.circledesk.work;

import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of sending, each a transaction of its own: taken (and so counted as tried, and nobody else's for a while), then
 * sent, failed or kept. Who dies between taking and marking leaves a mail that is taken again later.
 */
@Repository
@Transactional
class Outbox {
    /** A person reads it who is still there and sees every circle it tells of. */
    private static final String TAKE = """
            with one as (
                select id from mail where state = 'WAITING' and due_at <= app_now() and tries < :most
                order by due_at, id limit 1 for update skip locked)
            update mail m
            set tries = m.tries + 1, tried_at = app_now(),
                due_at = app_now() + make_interval(secs => (cast(:waits as integer[]))[least(m.tries + 1, cardinality(cast(:waits as integer[])))])
            from one where m.id = one.id
            returning m.id, m.message_key, m.subject, m.body, m.attachment_name, m.attachment, m.tries,
                coalesce(m.address, (
                    select u.email from app_user u
                    where u.id = m.user_id and u.disabled_at is null
                      and (u.all_circles or m.circles <@ array(select c.circle from user_circle c where c.user_id = u.id)))) as recipient
            """;

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<MailToSend> take(MailSettings settings) {
        return jdbc.sql(TAKE)
                .param("most", settings.triesMax())
                .param(
                        "waits",
                        settings.retryAfter().stream()
                                .map(Duration::toSeconds)
                                .map(Math::toIntExact)
                                .toArray(Integer[]::new))
                .query(MailToSend.class)
                .optional();
    }

    void sent(long id, String to) {
        jdbc.sql(
                        "update mail set state = 'SENT', sent_at = app_now(), sent_to = :to, fault = null where id = :id and state = 'WAITING'")
                .param("to", to)
                .param("id", id)
                .update();
    }

    /** @return true if that was the last try */
    boolean failed(long id, String fault, int triesMax) {
        return jdbc.sql("""
                        update mail set fault = :fault, state = case when tries >= :most then 'FAILED' else state end
                        where id = :id and state = 'WAITING' returning state = 'FAILED'
                        """)
                .param("fault", fault)
                .param("most", triesMax)
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void keep(long id, String why) {
        jdbc.sql("update mail set state = 'KEPT', fault = :why where id = :id and state = 'WAITING'")
                .param("why", why)
                .param("id", id)
                .update();
    }

    /** Those whose last try was begun and never ended. @return how many they were */
    int giveUp(int triesMax) {
        return jdbc.sql(
                        "update mail set state = 'FAILED' where state = 'WAITING' and tries >= :most and due_at <= app_now()")
                .param("most", triesMax)
                .update();
    }

    /** Where no mail server is set up: they are read here. @return how many they were */
    int keepAll(@Nullable String why) {
        return jdbc.sql("update mail set state = 'KEPT', fault = :why where state = 'WAITING' and due_at <= app_now()")
                .param("why", why, Types.VARCHAR)
                .update();
    }

    /** What mails said that were sent more days ago. @return how many they were */
    long drop(int keepDays) {
        return jdbc.sql("select drop_old_mails(:days)")
                .param("days", keepDays)
                .query(Long.class)
                .single();
    }

    /** Administrators who may read a mail that failed, each with one of its circles. */
    List<Alert> toAlert() {
        return jdbc.sql("""
                        select distinct on (u.id) u.id as person, c.circle
                        from mail m cross join app_user u
                        cross join lateral (
                            select k.code as circle from circle k
                            where (cardinality(m.circles) = 0 or k.code = any (m.circles))
                              and (u.all_circles or exists (select from user_circle x where x.user_id = u.id and x.circle = k.code))
                            order by k.code limit 1) c
                        where m.state = 'FAILED' and m.tried_at > app_now() - interval '1 day'
                          and u.role = 'ADMINISTRATOR' and u.disabled_at is null
                          and (u.all_circles or m.circles <@ array(select x.circle from user_circle x where x.user_id = u.id))
                        order by u.id
                        """).query(Alert.class).list();
    }

    record Alert(long person, String circle) {}
}
