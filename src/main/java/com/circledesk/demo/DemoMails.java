package com.circledesk.demo;

import com.circledesk.reporting.mornings.MorningMails;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.work.MailWish;
import com.circledesk.work.MailWishes;
import com.circledesk.work.NotificationRow;
import com.circledesk.work.Notifications;
import com.circledesk.work.WorkQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was mailed and told: the morning mails of three days, what people want by mail, and which notifications they read. The
 * mails left until the last working morning; the customer's server refuses one for the moment, and for the others there is no
 * mail server since.
 */
@Component
class DemoMails {
    private static final int MORNINGS = 3;
    private static final LocalTime AFTER_SEVEN = LocalTime.of(7, 2);
    private static final LocalTime EVENING = LocalTime.of(18, 40);
    private static final int READ_AFTER_DAYS = 2;
    private static final Duration SOON = Duration.ofHours(5);
    private static final int MANY = 500;
    private static final String BOX_IS_FULL = "452 4.2.2 The mailbox of the recipient is full, try again later.";

    private final MorningMails mornings;
    private final MailWishes wishes;
    private final Notifications notifications;
    private final WorkQueries work;
    private final DemoPeople people;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoMails(
            MorningMails mornings,
            MailWishes wishes,
            Notifications notifications,
            WorkQueries work,
            DemoPeople people,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.mornings = mornings;
        this.wishes = wishes;
        this.notifications = notifications;
        this.work = work;
        this.people = people;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    void deliver(Actor system) {
        LocalDate today = LocalDate.now(clock);
        for (int ago = MORNINGS; ago > 0; ago--) {
            people.at(system, today.minusDays(ago), AFTER_SEVEN, mornings::compose);
        }
        wish(DemoUsers.ASHA, new MailWish(true, 8, List.of("ESCALATION", "PROMISE"), List.of(7), null));
        wish(DemoUsers.SURESH, new MailWish(true, 7, List.of("RED_FLAG"), List.of(6, 7), null));
        wish(DemoUsers.FAISAL, new MailWish(false, 7, List.of("DISPUTE"), List.of(), null));
        transaction.executeWithoutResult(status -> send(today));
        DemoUsers.ALL.forEach(this::read);
    }

    private void wish(DemoUsers.Person person, MailWish wish) {
        people.at(people.actor(person), LocalDate.now(clock).minusDays(1), EVENING, () -> wishes.keep(wish));
    }

    /** The job may have looked at them meanwhile, and kept them. */
    private void send(LocalDate today) {
        jdbc.sql("""
                        update mail set state = 'SENT', fault = null, tries = 1, tried_at = queued_at + interval '20 seconds',
                               due_at = queued_at + interval '5 minutes', sent_at = queued_at + interval '21 seconds',
                               sent_to = coalesce(address, (select u.email from app_user u where u.id = mail.user_id))
                        where state in ('WAITING', 'KEPT') and not (kind = 'LETTER' and circles = array['DL'])
                          and queued_at < (select max(d.composed_at) from digest d where d.mail_key is not null and d.on_day < :today)
                        """).param("today", today).update();
        jdbc.sql("""
                        update mail set state = 'WAITING', fault = :fault, tries = 6, tried_at = cast(:now as timestamptz),
                               due_at = cast(:now as timestamptz) + interval '6 hours'
                        where state in ('WAITING', 'KEPT') and kind = 'LETTER' and circles = array['DL']
                        """)
                .param("fault", BOX_IS_FULL)
                .param("now", clock.instant().toString())
                .update();
    }

    /** What is older than two days, on the day that it came, but for every seventh. */
    private void read(DemoUsers.Person person) {
        Actor reader = people.actor(person);
        Instant old = clock.instant().minus(Duration.ofDays(READ_AFTER_DAYS));
        long reads = Objects.requireNonNull(reader.userId());
        List<NotificationRow> told =
                ActorContext.callAs(reader, null, () -> work.notifications(reads, 0, MANY, reader.scope()));
        for (NotificationRow each : told) {
            if (each.readAt() == null && each.createdAt().isBefore(old) && each.id() % 7 != 0) {
                ActorContext.callAs(reader, each.createdAt().plus(SOON), () -> notifications.read(each.id()));
            }
        }
    }
}
