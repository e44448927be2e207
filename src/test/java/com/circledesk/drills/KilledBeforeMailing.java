package com.circledesk.drills;

import com.circledesk.running.Application;
import com.circledesk.running.Database;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The night after the demonstration's promises were due, and the morning after it. The instance that judges dies before anybody is
 * told; two others find the mornings due at the same moment; whoever sends dies between the mail server's yes and the mark.
 */
final class KilledBeforeMailing implements Drill {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final int LATER = 12;
    private static final int PATIENCE = 90;
    private static final int MAIL_PORT = 9;
    private static final int KILLED_AT = 3;
    private static final String TOLD = "task where key like 'promises-not-kept:%' and created_at > now()";
    private static final String MORNINGS = "mail where kind = 'DIGEST' and queued_at > now()";

    @Override
    public void run(Ground ground, Findings findings) throws Exception {
        LocalDate day = LocalDate.now(INDIA).plusDays(LATER).with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY));
        Duration ahead =
                Duration.between(Instant.now(), day.atTime(8, 0).atZone(INDIA).toInstant());
        String due = "promise where status = 'OPEN' and judge_on < '" + day + "'";
        String before = ground.ask("select coalesce(max(id), 0) from promise_event");
        long promises = ground.count(due);
        everybodyWantsMails(ground);

        Map<String, Application> instances;
        try (Connection blocker = ground.superuser().connect()) {
            blocker.setAutoCommit(false);
            Database.execute(blocker, "lock table task, digest in exclusive mode");
            Application first = start(ground, 1, ahead);
            await(() -> ground.count(due) == 0, "all is judged");
            first.kill();
            findings.expect(
                    ground.count(TOLD) == 0, "%d promises were judged, then it was killed: nobody was told", promises);
            instances = Map.of("drill-2", start(ground, 2, ahead), "drill-3", start(ground, 3, ahead));
            morningsAreDueTwice(ground);
            await(
                    () -> ground.count("pg_locks where not granted and relation = 'digest'::regclass") >= 2,
                    "two compose mornings at once");
            blocker.rollback();
        }
        whoWasTold(ground, findings, before, promises);
        whoIsKilledSending(ground, findings, instances, day);
    }

    private static void whoWasTold(Ground ground, Findings findings, String before, long promises) throws Exception {
        String unkept = """
                (select distinct account_id, owner_id, status_on from promise
                 where status in ('BROKEN', 'PARTLY_KEPT') and status_on > app_today() + %d) x""".formatted(LATER / 2);
        // What half an hour of waiting would do, where it is not at work already.
        execute(ground, """
                update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, execution_time = now()
                where task_name = 'promise-judgement' and (not picked or picked_by = 'drill-1')""");
        await(() -> ground.count(TOLD) >= ground.count(unkept), "owners are told");
        await(
                () -> ground.count("digest where composed_at > now()") >= ground.count("mail_wish where digest"),
                "mornings are composed");
        TimeUnit.SECONDS.sleep(3);
        findings.expect(
                ground.count(TOLD) == ground.count(unkept),
                "%d tasks, one for an account, owner and day of what was not kept",
                ground.count(TOLD));
        String judged = "(select promise_id from promise_event where id > %s group by 1 having count(*) %s 1) x";
        findings.expect(
                ground.count(judged.formatted(before, "=")) == promises
                        && ground.count(judged.formatted(before, ">")) == 0,
                "each of %d promises was judged once",
                promises);
        findings.expect(
                ground.count("(select user_id from " + MORNINGS + " group by user_id having count(*) > 1) x") == 0,
                "two instances composed mornings at the same moment: %d mails, one a person",
                ground.count(MORNINGS));
        findings.expect(
                ground.count("""
                        (select from notification where created_at > now()
                         group by user_id, about_kind, about_ref, text having count(*) > 1) x""") == 0,
                "%d notifications, none twice",
                ground.count("notification where created_at > now()"));
    }

    private static void whoIsKilledSending(
            Ground ground, Findings findings, Map<String, Application> instances, LocalDate day) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        try (Connection blocker = ground.superuser().connect()) {
            blocker.setAutoCommit(false);
            GreenMail server = mailServer(ground, blocker, taken);
            execute(
                    ground,
                    "update scheduled_tasks set execution_time = now() where task_name = 'mails' and not picked");
            if (!taken.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("No mail came.");
            }
            String waits = "pg_locks where not granted and relation = 'mail'::regclass";
            await(() -> ground.count(waits) > 0, "a mark waits");
            String sender = ground.ask("select picked_by from scheduled_tasks where task_name = 'mails'");
            Objects.requireNonNull(instances.get(sender), sender).kill();
            blocker.rollback();
            await(
                    () -> ground.count("mail where state = 'WAITING' and due_at < '" + day.plusDays(1) + "'") == 0,
                    "all is sent");
            TimeUnit.SECONDS.sleep(1);
            Map<String, Integer> copies = new TreeMap<>();
            for (MimeMessage message : List.of(server.getReceivedMessages())) {
                copies.merge(message.getMessageID(), 1, Integer::sum);
            }
            findings.note("%s was killed after the server had taken its %d. mail", sender, KILLED_AT);
            String states = ground.ask("""
                    select string_agg(state || ' ' || mails, ', ') from (
                        select state, count(*) as mails from mail where tried_at > now() group by state order by state) x""");
            findings.expect(
                    states.equals("SENT " + copies.size()), "%d mails arrived; marked are: %s", copies.size(), states);
            findings.expect(
                    copies.values().stream().mapToInt(Integer::intValue).sum() == copies.size() + 1,
                    "once each, but for the one in between: that came twice, under the same Message-ID");
        }
    }

    /** Takes everything; from the mail after some others on, nobody gets to mark anything. */
    private static GreenMail mailServer(Ground ground, Connection blocker, CountDownLatch taken) {
        GreenMail server =
                new GreenMail(new ServerSetup(ground.port(MAIL_PORT), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        ground.alsoClose(server::stop);
        UserManager users = server.getUserManager();
        AtomicInteger mails = new AtomicInteger();
        users.setMessageDeliveryHandler((message, address) -> {
            if (mails.incrementAndGet() == KILLED_AT) {
                try {
                    Database.execute(blocker, "lock table mail in exclusive mode");
                } catch (SQLException e) {
                    throw new MessagingException("Not locked.", e);
                }
                taken.countDown();
            }
            String email = address.getEmail();
            GreenMailUser known = users.getUserByEmail(email);
            return known == null ? users.createUser(email, email, email) : known;
        });
        return server;
    }

    private static Application start(Ground ground, int number, Duration ahead) throws Exception {
        return ground.startAhead(
                ahead,
                Map.of(
                        "DB_SCHEDULER_SCHEDULER_NAME", "drill-" + number,
                        "DB_SCHEDULER_HEARTBEAT_INTERVAL", "2s",
                        "DB_SCHEDULER_POLLING_INTERVAL", "500ms",
                        "SPRING_MAIL_HOST", "127.0.0.1",
                        "SPRING_MAIL_PORT", Integer.toString(ground.port(MAIL_PORT)),
                        "SPRING_APPLICATION_JSON",
                                "{\"spring.mail.properties[mail.smtp.starttls.required]\":\"false\"}",
                        "CIRCLEDESK_MAIL_RETRY_AFTER", "5s,5s,10s,10s,20s,20s,20s"));
    }

    private static void everybodyWantsMails(Ground ground) throws SQLException {
        execute(ground, """
                select set_config('app.actor', 'system:drill', false);
                insert into mail_wish (user_id, digest, digest_hour, kinds, quiet_days)
                select id, true, 7, array['ESCALATION', 'RED_FLAG', 'PROMISE', 'STATUS_UPDATE', 'SUPPORT_REQUEST'], '{}'
                from app_user where disabled_at is null and password_hash is not null
                on conflict (user_id) do nothing
                """);
    }

    /** A second one of the same job, so that both instances find it due at once. */
    private static void morningsAreDueTwice(Ground ground) throws SQLException {
        execute(ground, """
                update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null, execution_time = now() + interval '1 second'
                where task_name = 'morning-mails';
                insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                select task_name, 'again', task_data, now() + interval '1 second', false, 1 from scheduled_tasks where task_name = 'morning-mails'
                """);
    }

    private interface Question {
        boolean isSo() throws SQLException;
    }

    private static void await(Question question, String what) throws Exception {
        for (long begin = System.nanoTime(); !question.isSo(); ) {
            if (System.nanoTime() - begin > PATIENCE * 1_000_000_000L) {
                throw new IllegalStateException("Not after %d s: %s".formatted(PATIENCE, what));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void execute(Ground ground, String sql) throws SQLException {
        try (Connection connection = ground.superuser().connect()) {
            Database.execute(connection, sql);
        }
    }
}
