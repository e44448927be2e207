package com.circledesk.demo;

import com.circledesk.collections.updates.AccountStatus;
import com.circledesk.collections.updates.CommentOnUpdate;
import com.circledesk.collections.updates.ComposedUpdate;
import com.circledesk.collections.updates.StatusComment;
import com.circledesk.collections.updates.StatusComposer;
import com.circledesk.collections.updates.StatusReminders;
import com.circledesk.collections.updates.StatusSchedules;
import com.circledesk.collections.updates.StatusUpdateQueries;
import com.circledesk.collections.updates.StatusUpdates;
import com.circledesk.collections.updates.SubmitUpdate;
import com.circledesk.forms.FormKey;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.stereotype.Component;

/**
 * The status updates of the last weeks: sent by the managers, one of them late and one not at all, read and commented on by
 * the head, answered with the next; and between them letters. This week's are open, and Asha's waits for an answer.
 */
@Component
class DemoUpdates {
    private static final int WEEKS = 4;
    private static final LocalTime IN_THE_AFTERNOON = LocalTime.of(16, 30);
    private static final List<String> REMARKS = List.of(
            "The circle's finance head is on leave until Monday; her deputy releases payments up to ₹50 lakh.",
            "The payment run is on the 10th. Our invoices are approved and in it.",
            "They want the meter readings of the energy bills once more before they pay.",
            "Joint reconciliation is fixed for next week; the short payments are on its list.");
    private static final List<String> QUESTIONS = List.of(
            "What keeps the oldest part from being paid? Please name the person who decides.",
            "Three weeks without a promise. When do you meet their circle head?",
            "The overdue grew again. What do you need from me?");
    private static final String ANSWER =
            "Their regional controller decides; I meet him on Thursday with the open invoices and the proofs of submission.";

    private final StatusComposer composer;
    private final StatusUpdates updates;
    private final StatusUpdateQueries queries;
    private final StatusSchedules schedules;
    private final StatusReminders reminders;
    private final DemoLetters letters;
    private final UserQueries users;
    private final Clock clock;

    DemoUpdates(
            StatusComposer composer,
            StatusUpdates updates,
            StatusUpdateQueries queries,
            StatusSchedules schedules,
            StatusReminders reminders,
            DemoLetters letters,
            UserQueries users,
            Clock clock) {
        this.composer = composer;
        this.updates = updates;
        this.queries = queries;
        this.schedules = schedules;
        this.reminders = reminders;
        this.letters = letters;
        this.users = users;
        this.clock = clock;
    }

    void send(Actor system) {
        LocalDate today = LocalDate.now(clock);
        Deque<DemoLetters.LetterOfADay> toWrite = new ArrayDeque<>(letters.plan());
        for (int ago = WEEKS; ago > 0; ago--) {
            LocalDate due = schedules.dueOn("KA", today.minusWeeks(ago));
            if (due.isBefore(today)) {
                writeBefore(due, toWrite);
                week(due, ago);
            }
        }
        writeBefore(today, toWrite);
        letters.leaveOut();
        ActorContext.callAs(system, null, reminders::remind);
    }

    /** Mails stand under Admin in the order in which they were queued. */
    private static void writeBefore(LocalDate day, Deque<DemoLetters.LetterOfADay> letters) {
        while (!letters.isEmpty() && letters.element().day().isBefore(day)) {
            letters.remove().write().run();
        }
    }

    private void week(LocalDate due, int ago) {
        String asha = send(DemoUsers.ASHA, "KA", due, ago);
        comment(asha, due.plusDays(1), QUESTIONS.get(ago % QUESTIONS.size()));
        send(DemoUsers.VIKRAM, "MH", ago == 2 ? due.plusDays(2) : due, ago);
        if (ago != 1) {
            send(DemoUsers.NEHA, "DL", due, ago);
        }
    }

    private String send(DemoUsers.Person person, String circle, LocalDate day, int ago) {
        Scope scope = Scope.of(circle);
        return as(person, scope, day, me -> {
            ComposedUpdate composed = composer.compose(circle, me.id(), scope);
            Map<String, String> remarks = new HashMap<>();
            List<AccountStatus> accounts = composed.accounts();
            for (int at = 0; at < Math.min(2, accounts.size()); at++) {
                remarks.put(accounts.get(at).code(), REMARKS.get((at + ago) % REMARKS.size()));
            }
            Map<Long, String> answers = new HashMap<>();
            for (StatusComment open : queries.unanswered(circle, me.id(), scope)) {
                answers.put(open.id(), ANSWER);
            }
            return updates.submit(FormKey.fresh(), SubmitUpdate.of(circle, composed.mark(), remarks, answers))
                    .outcome();
        });
    }

    private void comment(String ref, LocalDate day, String text) {
        Scope scope = Scope.of("KA", "MH");
        as(DemoUsers.SURESH, scope, day, me -> {
            String account = queries.get(ref, scope).accounts().get(0).code();
            return updates.comment(FormKey.fresh(), new CommentOnUpdate(ref, account, text, day.plusDays(6)));
        });
    }

    private interface Deed<T> {
        T by(UserRow person);
    }

    private <T> T as(DemoUsers.Person person, Scope scope, LocalDate day, Deed<T> deed) {
        UserRow row = users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
        Actor actor = new Actor(
                row.id(),
                row.email(),
                new Scope(Set.copyOf(scope.circles())),
                row.role().permissions());
        Instant at = day.atTime(IN_THE_AFTERNOON).atZone(clock.getZone()).toInstant();
        Callable<T> work = () -> deed.by(row);
        return ActorContext.callAs(actor, at, work);
    }
}
