package com.circledesk.demo;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.flags.FlagDecision;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagOutcome;
import com.circledesk.collections.flags.FlagRow;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.Prediction;
import com.circledesk.collections.flags.RaiseFlag;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.flags.RedFlagRun;
import com.circledesk.collections.flags.RedFlags;
import com.circledesk.forms.FormKey;
import com.circledesk.shared.Money;
import com.circledesk.users.Actor;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Red flags by rule and by hand, some decided on, some that came true; the cases of escalation are there before. */
@Component
class DemoFlags {
    private static final int FLAGS_THEN = 50;
    private static final int FLAGS_NOW = 9;
    private static final int MANY = 500;
    private static final FlagFilter OPEN = FlagFilter.OPEN;

    private static final String[] EXPECTED = {
        "The bill of the month is paid in part only: their budget for the quarter is used up.|60|4500000",
        "Payment slips into the next quarter: the approver at their head office changed.|40|2200000",
        "A joint site audit will dispute the loading of eleven sites.|70|1350000",
    };

    private final EscalationQueries cases;
    private final RedFlagRun flagRun;
    private final RedFlags flags;
    private final RedFlagQueries flagRows;
    private final DemoPeople people;
    private final Clock clock;

    DemoFlags(
            EscalationQueries cases,
            RedFlagRun flagRun,
            RedFlags flags,
            RedFlagQueries flagRows,
            DemoPeople people,
            Clock clock) {
        this.cases = cases;
        this.flagRun = flagRun;
        this.flags = flags;
        this.flagRows = flagRows;
        this.people = people;
        this.clock = clock;
    }

    void raise(Actor system) {
        LocalDate today = LocalDate.now(clock);
        Actor head = people.actor(DemoUsers.SURESH);
        people.at(system, today.minusDays(FLAGS_THEN), flagRun::run);
        people.at(head, today.minusDays(FLAGS_THEN - 2), () -> expect(head.scope(), today.minusDays(FLAGS_THEN - 2)));
        people.at(head, today.minusDays(FLAGS_NOW + 1), () -> judge(head.scope()));
        people.at(system, today.minusDays(FLAGS_NOW), flagRun::run);
    }

    private void expect(Scope scope, LocalDate day) {
        List<CaseRow> escalated = cases.rows(scope, CaseFilter.OPEN, CaseSort.AMOUNT, false, 0, EXPECTED.length);
        for (int i = 0; i < escalated.size(); i++) {
            String[] said = EXPECTED[i].split("\\|", -1);
            flags.raise(
                    FormKey.fresh(),
                    new RaiseFlag(
                            escalated.get(i).account(),
                            new Prediction(
                                    said[0],
                                    Money.of(said[2]),
                                    day.plusDays(30L + 25L * i),
                                    Integer.parseInt(said[1]),
                                    "Weekly call with their finance head; the statement goes with each bill.",
                                    DemoUsers.SURESH.email(),
                                    day.plusDays(21))));
        }
    }

    /** What came of the flags that were raised weeks ago, as far as it is known. */
    private void judge(Scope scope) {
        FlagOutcome[] outcomes = {
            FlagOutcome.CAME_TRUE, FlagOutcome.FALSE_ALARM, FlagOutcome.AVERTED, FlagOutcome.CAME_TRUE
        };
        int at = 0;
        for (FlagRow flag : flagRows.rows(scope, OPEN, FlagSort.LIKELY, false, 0, MANY)) {
            if (at % 2 == 0) {
                flags.decide(
                        FormKey.fresh(),
                        new RedFlags.Decide(
                                flag.id(),
                                at % 4 == 0 ? FlagDecision.MITIGATE : FlagDecision.WATCH,
                                "Discussed with the manager in the weekly review."));
            }
            if (at % 3 != 2) {
                flags.close(
                        FormKey.fresh(),
                        new RedFlags.Close(
                                flag.id(),
                                outcomes[at % outcomes.length],
                                "As seen in the bank credits of the month."));
            }
            at++;
        }
    }
}
