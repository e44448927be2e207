package com.circledesk.demo;

import com.circledesk.collections.contacts.Channel;
import com.circledesk.collections.contacts.ContactLog;
import com.circledesk.collections.contacts.ContactResult;
import com.circledesk.collections.contacts.LogContact;
import com.circledesk.collections.plans.ActionPlans;
import com.circledesk.collections.plans.EndPlan;
import com.circledesk.collections.plans.OpenPlan;
import com.circledesk.collections.plans.PlanOutcome;
import com.circledesk.collections.plans.PlanStep;
import com.circledesk.collections.plans.ReviewPlan;
import com.circledesk.collections.support.AskForSupport;
import com.circledesk.collections.support.Desk;
import com.circledesk.collections.support.SupportAct;
import com.circledesk.collections.support.SupportRequests;
import com.circledesk.collections.worklist.StepAway;
import com.circledesk.collections.worklist.StepKind;
import com.circledesk.collections.worklist.WorklistSteps;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whom the account managers of the demonstration spoke to, what they planned, and whose support they asked for. */
@Component
class DemoCare {
    private static final LocalTime AT_TEN = LocalTime.of(10, 0);
    private static final int[] DAYS_AGO = {41, 26, 12, 3};
    private static final List<String> PEOPLE =
            List.of("R. Rao, circle finance", "S. Menon, accounts payable", "P. Kulkarni, CFO's office");
    private static final List<ContactResult> RESULTS = List.of(
            ContactResult.NOT_BOOKED,
            ContactResult.SPOKEN,
            ContactResult.WAITS_FOR_APPROVAL,
            ContactResult.NOT_REACHED,
            ContactResult.PAYMENT_SENT,
            ContactResult.WANTS_DOCUMENTS,
            ContactResult.SHORT_OF_CASH);
    private static final List<String> CAUSES = List.of(
            "Invoices not booked by the customer",
            "Annexures of energy are missing",
            "Budget of the quarter is spent",
            "Payment run waits for an approval");

    private final ContactLog log;
    private final ActionPlans plans;
    private final SupportRequests support;
    private final WorklistSteps steps;
    private final UserQueries users;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DemoCare(
            ContactLog log,
            ActionPlans plans,
            SupportRequests support,
            WorklistSteps steps,
            UserQueries users,
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            Clock clock) {
        this.log = log;
        this.plans = plans;
        this.support = support;
        this.steps = steps;
        this.users = users;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(manager);
        this.clock = clock;
    }

    void write() {
        UserRow finance = person(DemoUsers.MEERA);
        for (DemoUsers.Person manager : List.of(DemoUsers.ASHA, DemoUsers.VIKRAM, DemoUsers.NEHA)) {
            UserRow person = person(manager);
            List<String> accounts = mostOverdue(person);
            for (int at = 0; at < accounts.size(); at++) {
                speak(person, accounts.get(at), at);
                plan(person, accounts.get(at), at);
            }
            if (!accounts.isEmpty()) {
                ask(person, finance, accounts);
                wait(person, accounts.get(accounts.size() - 1));
            }
        }
    }

    /** Accounts of the person's circles, the most overdue first. */
    private List<String> mostOverdue(UserRow person) {
        return at(
                person,
                0,
                () -> Objects.requireNonNull(transaction.execute(status -> jdbc.sql("""
                        select a.code from account a join open_item o on o.account_id = a.id
                        where a.circle = any (:circles) and o.open_amount > 0 and o.due_date < app_today()
                        group by a.code order by sum(o.open_amount) desc, a.code
                        """)
                        .param("circles", scope(person).toArray())
                        .query(String.class)
                        .list())));
    }

    private void speak(UserRow person, String account, int nth) {
        for (int call = 0; call < DAYS_AGO.length - nth % 2; call++) {
            int ago = DAYS_AGO[call] + nth % 3;
            LocalDate on = today().minusDays(ago);
            LogContact contact = new LogContact(
                    account,
                    call == 1 ? Channel.MEETING : nth % 3 == 0 ? Channel.MAIL : Channel.CALL,
                    PEOPLE.get((nth + call) % PEOPLE.size()),
                    RESULTS.get((nth * 2 + call) % RESULTS.size()),
                    call == 2 ? "Asked for the list of open invoices again; sent on the same day." : null,
                    on,
                    on.plusDays(3L + nth % 4));
            at(person, ago, () -> log.log(FormKey.fresh(), contact));
        }
    }

    /** The first is reviewed, the second lapsed, the third replaced by a new one; one account in four has none. */
    private void plan(UserRow person, String account, int nth) {
        if (nth % 4 == 3) {
            return;
        }
        int ago = 25 - nth;
        LocalDate now = today();
        LocalDate opened = now.minusDays(ago);
        LocalDate expected = nth % 4 == 1 ? now.minusDays(2) : now.plusDays(12L + nth);
        String ref = at(
                        person,
                        ago,
                        () -> plans.open(
                                FormKey.fresh(),
                                new OpenPlan(
                                        account,
                                        CAUSES.get(nth % CAUSES.size()),
                                        nth % 2 == 0 ? 0 : 30,
                                        List.of(),
                                        expected,
                                        opened.plusDays(7),
                                        person.id(),
                                        "Joint booking day, then the list goes into the next payment run.",
                                        List.of(
                                                new PlanStep(
                                                        "Send copies of all invoices and annexures",
                                                        person.id(),
                                                        opened.plusDays(4)),
                                                new PlanStep(
                                                        "Meet circle finance with the list",
                                                        person.id(),
                                                        now.plusDays(3))))))
                .outcome();
        if (nth % 4 == 0) {
            at(
                    person,
                    5,
                    () -> plans.review(
                            FormKey.fresh(),
                            new ReviewPlan(
                                    ref,
                                    0,
                                    "Two thirds are booked; the rest waits for meter readings.",
                                    expected,
                                    now.plusDays(2))));
        } else if (nth % 4 == 2) {
            at(
                    person,
                    9,
                    () -> plans.end(
                            FormKey.fresh(),
                            new EndPlan(ref, 0, PlanOutcome.PARTLY, "The old bills are paid; energy is new.")));
        }
    }

    private void ask(UserRow person, UserRow finance, List<String> accounts) {
        String first = accounts.get(0);
        String done = asked(person, finance, first, Desk.BILLING, "Annexures of energy for August and September", 21);
        at(finance, 19, () -> support.act(FormKey.fresh(), done, SupportAct.ACCEPT, null, null));
        at(
                finance,
                15,
                () -> support.act(FormKey.fresh(), done, SupportAct.FINISH, "Sent to the customer's portal.", null));
        at(person, 14, () -> support.act(FormKey.fresh(), done, SupportAct.RATE, "Quick.", 4));
        String accepted = asked(
                person, finance, first, Desk.CORPORATE_FINANCE, "Confirm the new bank account to the customer", 6);
        at(finance, 5, () -> support.act(FormKey.fresh(), accepted, SupportAct.ACCEPT, null, null));
        asked(
                person,
                finance,
                accounts.get(accounts.size() / 2),
                Desk.OPERATIONS,
                "Outage report of the flood week",
                4);
        String declined =
                asked(person, finance, accounts.get(accounts.size() - 1), Desk.LEGAL, "Notice under the agreement", 11);
        at(
                finance,
                10,
                () -> support.act(
                        FormKey.fresh(),
                        declined,
                        SupportAct.DECLINE,
                        "Too early: the cure period runs until the end of the month.",
                        null));
    }

    private String asked(UserRow person, UserRow finance, String account, Desk desk, String what, int ago) {
        AskForSupport asked = new AskForSupport(
                account,
                desk,
                what,
                "The customer pays as soon as it has this.",
                Money.of(String.valueOf(1_200_000 + 350_000 * ago) + ".00"),
                finance.id(),
                today().minusDays(ago).plusDays(9));
        return at(person, ago, () -> support.ask(FormKey.fresh(), asked)).outcome();
    }

    private void wait(UserRow person, String account) {
        LocalDate until = today().plusDays(4);
        at(
                person,
                1,
                () -> steps.step(
                        FormKey.fresh(),
                        new StepAway(account, StepKind.SNOOZED, until, "Pays with the run of the next week", null)));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private UserRow person(DemoUsers.Person person) {
        return users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
    }

    private static Scope scope(UserRow person) {
        return new Scope(Set.copyOf(person.circles()));
    }

    private <T> T at(UserRow person, int daysAgo, Callable<T> work) {
        Scope scope = person.circles().isEmpty() ? ActorContext.required().scope() : scope(person);
        Actor actor =
                new Actor(person.id(), person.email(), scope, person.role().permissions());
        Instant moment = today().minusDays(daysAgo)
                .atTime(AT_TEN)
                .atZone(clock.getZone())
                .toInstant();
        return ActorContext.callAs(actor, daysAgo == 0 ? null : moment, work);
    }
}
