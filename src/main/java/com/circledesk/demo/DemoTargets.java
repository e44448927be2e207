package com.circledesk.demo;

import com.circledesk.circles.HolidayCalendar;
import com.circledesk.collections.targets.BridgeGroup;
import com.circledesk.collections.targets.BridgeRow;
import com.circledesk.collections.targets.ChangeTarget;
import com.circledesk.collections.targets.CloseTargets;
import com.circledesk.collections.targets.DecideTargets;
import com.circledesk.collections.targets.MonthClose;
import com.circledesk.collections.targets.SubmitTargets;
import com.circledesk.collections.targets.TargetListQueries;
import com.circledesk.collections.targets.TargetProposals;
import com.circledesk.collections.targets.TargetQueries;
import com.circledesk.collections.targets.TargetService;
import com.circledesk.collections.targets.WaitingTarget;
import com.circledesk.forms.FormKey;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Money;
import com.circledesk.users.Actor;
import com.circledesk.users.ActorContext;
import com.circledesk.users.Scope;
import com.circledesk.users.UserFilter;
import com.circledesk.users.UserQueries;
import com.circledesk.users.UserRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Two months of targets: proposed, changed here and there, handed in and approved, but for two that wait; the month that is
 * over is closed but for two accounts. And the bank holidays of three years.
 */
@Component
class DemoTargets {
    private static final List<DemoUsers.Person> MANAGERS = List.of(DemoUsers.ASHA, DemoUsers.VIKRAM, DemoUsers.NEHA);
    private static final String[] REASONS = {"CUSTOMER_CASH", "DISPUTE", "APPROVAL", "PAID_LATER"};
    private static final int LEFT_WAITING = 2;
    private static final int LEFT_OPEN = 2;

    /** Of every year, month and day; then those that move, of 2026; the circle, or none for all. */
    private static final List<String> EVERY_YEAR =
            List.of("01-26 Republic Day", "08-15 Independence Day", "10-02 Gandhi Jayanti", "12-25 Christmas");

    private static final Map<String, List<String>> OF_A_CIRCLE = Map.of(
            "KA", List.of("11-01 Kannada Rajyotsava", "05-01 May Day"),
            "MH", List.of("05-01 Maharashtra Day", "02-19 Chhatrapati Shivaji Maharaj Jayanti"));

    private static final List<String> OF_2026 = List.of(
            "2026-03-04 Holi",
            "2026-04-03 Good Friday",
            "2026-09-14 Ganesh Chaturthi",
            "2026-10-20 Dussehra",
            "2026-11-10 Diwali (Balipratipada)",
            "2026-11-24 Guru Nanak Jayanti");

    private final HolidayCalendar calendar;
    private final TargetProposals proposals;
    private final TargetService targets;
    private final TargetListQueries lists;
    private final TargetQueries queries;
    private final MonthClose monthClose;
    private final UserQueries users;
    private final Clock clock;

    DemoTargets(
            HolidayCalendar calendar,
            TargetProposals proposals,
            TargetService targets,
            TargetListQueries lists,
            TargetQueries queries,
            MonthClose monthClose,
            UserQueries users,
            Clock clock) {
        this.calendar = calendar;
        this.proposals = proposals;
        this.targets = targets;
        this.lists = lists;
        this.queries = queries;
        this.monthClose = monthClose;
        this.users = users;
        this.clock = clock;
    }

    void set(Actor system) {
        LocalDate today = LocalDate.now(clock);
        keepHolidays(today.getYear());
        YearMonth now = YearMonth.from(today);
        for (YearMonth month : List.of(now.minusMonths(1), now)) {
            ActorContext.callAs(system, at(month.atDay(1)), proposals::propose);
            for (DemoUsers.Person manager : MANAGERS) {
                as(manager, month.atDay(2), () -> changeAndHandIn(month));
            }
            as(DemoUsers.SURESH, month.atDay(3), () -> approve(month.equals(now) ? LEFT_WAITING : 0));
        }
        for (DemoUsers.Person manager : MANAGERS) {
            as(
                    manager,
                    now.atDay(2),
                    () -> close(now.minusMonths(1), person(manager).id()));
        }
    }

    private void keepHolidays(int year) {
        Set<String> circles = Set.of("KA", "MH", "DL");
        for (int each = year - 1; each <= year + 1; each++) {
            String prefix = each + "-";
            EVERY_YEAR.forEach(holiday -> add(circles, prefix + holiday));
            OF_A_CIRCLE.forEach((circle, some) -> some.forEach(holiday -> add(Set.of(circle), prefix + holiday)));
        }
        OF_2026.forEach(holiday -> add(circles, holiday));
    }

    private void add(Set<String> circles, String holiday) {
        int end = holiday.indexOf(' ');
        calendar.add(circles, LocalDate.parse(holiday.substring(0, end)), holiday.substring(end + 1));
    }

    private static Scope scope() {
        return ActorContext.required().scope();
    }

    /** Every fourth target is lowered: the customer pays its arrears in instalments. */
    private void changeAndHandIn(YearMonth month) {
        List<WaitingTarget> drafts = lists.drafts(scope(), BookFilter.NONE, month);
        for (int i = 0; i < drafts.size(); i += 4) {
            WaitingTarget draft = drafts.get(i);
            BigDecimal lowered =
                    draft.arrears().amount().multiply(new BigDecimal("0.6")).setScale(-4, RoundingMode.HALF_UP);
            targets.change(
                    FormKey.fresh(),
                    new ChangeTarget(
                            draft.account(),
                            month,
                            draft.version(),
                            draft.current(),
                            Money.of(lowered.setScale(2)),
                            "Arrears in instalments, as agreed with the customer's finance."));
        }
        List<Long> versions = lists.drafts(scope(), BookFilter.NONE, month).stream()
                .map(WaitingTarget::versionId)
                .toList();
        if (!versions.isEmpty()) {
            targets.submit(FormKey.fresh(), new SubmitTargets(versions));
        }
    }

    private void approve(int leftWaiting) {
        List<Long> waiting =
                lists.waiting(scope()).stream().map(WaitingTarget::versionId).toList();
        if (waiting.size() > leftWaiting) {
            targets.decide(
                    FormKey.fresh(), new DecideTargets(waiting.subList(leftWaiting, waiting.size()), true, null));
        }
    }

    private void close(YearMonth month, long owner) {
        List<BridgeRow> rows = queries.bridge(scope(), month, month.atEndOfMonth(), BridgeGroup.ACCOUNT).rows().stream()
                .filter(row -> row.state() != null)
                .skip(LEFT_OPEN)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        monthClose.close(
                FormKey.fresh(),
                new CloseTargets(
                        month,
                        rows.stream()
                                .map(row -> new CloseTargets.Line(
                                        row.key(), REASONS[row.key().length() % REASONS.length], owner, null))
                                .toList()));
    }

    private UserRow person(DemoUsers.Person person) {
        return users.list(new UserFilter(person.email(), null, null, null), 0, 1)
                .items()
                .get(0);
    }

    private void as(DemoUsers.Person who, LocalDate day, Runnable work) {
        UserRow person = person(who);
        Actor actor = new Actor(
                person.id(),
                person.email(),
                new Scope(Set.copyOf(person.circles())),
                person.role().permissions());
        ActorContext.callAs(actor, at(day), () -> {
            work.run();
            return true;
        });
    }

    /** Six in the morning of the day, or now where that is still to come. */
    private Instant at(LocalDate day) {
        Instant morning = day.atTime(6, 0).atZone(clock.getZone()).toInstant();
        Instant now = clock.instant();
        return morning.isBefore(now) ? morning : now;
    }
}
