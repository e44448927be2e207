package com.circledesk.reporting;

import com.circledesk.collections.escalation.CaseFilter;
import com.circledesk.collections.escalation.CaseRow;
import com.circledesk.collections.escalation.CaseSort;
import com.circledesk.collections.escalation.CaseState;
import com.circledesk.collections.escalation.EscalationQueries;
import com.circledesk.collections.flags.FlagFilter;
import com.circledesk.collections.flags.FlagSort;
import com.circledesk.collections.flags.FlagState;
import com.circledesk.collections.flags.RedFlagQueries;
import com.circledesk.collections.worklist.WorklistFilter;
import com.circledesk.collections.worklist.WorklistQueries;
import com.circledesk.receivables.BookFilter;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Texts;
import com.circledesk.users.Scope;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a manager does today: what waits for the manager by name first, then the worklist in its own order. */
@Service
@Transactional(readOnly = true)
public class TodayQueries {
    private static final int WAITING_MOST = 5;
    private static final int AT_MOST = 10;

    private final EscalationQueries escalations;
    private final RedFlagQueries flags;
    private final WorklistQueries worklists;
    private final Formats fmt;
    private final Texts texts;
    private final Clock clock;

    TodayQueries(
            EscalationQueries escalations,
            RedFlagQueries flags,
            WorklistQueries worklists,
            Formats fmt,
            Texts texts,
            Clock clock) {
        this.escalations = escalations;
        this.flags = flags;
        this.worklists = worklists;
        this.fmt = fmt;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param email of the person whose escalations and red flags wait; @param person whose worklist it is, or null: everybody's */
    public List<TodayAction> actions(String email, @Nullable Long person, Scope scope) {
        List<TodayAction> waiting = Stream.concat(escalations(email, scope), flags(email, scope))
                .limit(WAITING_MOST)
                .toList();
        return Stream.concat(waiting.stream(), worklist(person, scope))
                .limit(AT_MOST)
                .toList();
    }

    private Stream<TodayAction> escalations(String email, Scope scope) {
        Instant now = clock.instant();
        CaseFilter own = new CaseFilter(BookFilter.NONE, CaseState.WAITING, null, email);
        return escalations.rows(scope, own, CaseSort.ACKNOWLEDGE, false, 0, WAITING_MOST).stream()
                .map((CaseRow each) -> new TodayAction(
                        each.account(),
                        texts.get("today.escalation"),
                        each.amount(),
                        List.of(texts.get(
                                "today.escalation.why", each.ref(), fmt.time(each.acknowledgeBy()), each.action())),
                        "/receivables/escalations/" + each.id(),
                        each.isLateAt(now)));
    }

    private Stream<TodayAction> flags(String email, Scope scope) {
        FlagFilter own = new FlagFilter(BookFilter.NONE, FlagState.TO_REVIEW, null, email, null);
        return flags.rows(scope, own, FlagSort.EXPECTED, false, 0, WAITING_MOST).stream()
                .map(flag -> new TodayAction(
                        flag.account(),
                        texts.get("today.flag"),
                        flag.atRisk(),
                        List.of(texts.get("today.flag.why", flag.ref(), flag.what(), fmt.date(flag.reviewOn()))),
                        "/receivables/red-flags/" + flag.id(),
                        false));
    }

    private Stream<TodayAction> worklist(@Nullable Long person, Scope scope) {
        WorklistFilter filter = new WorklistFilter(BookFilter.NONE, person, "open", "score");
        LocalDate now = LocalDate.now(clock);
        return worklists.rows(scope, worklists.worklist(scope, filter, now).page(0, AT_MOST), now).stream()
                .map(row -> new TodayAction(
                        row.figures().account(),
                        row.doNext(),
                        row.figures().chased().isPositive() ? row.figures().chased() : null,
                        row.why(),
                        row.nextPath(),
                        row.ranked().onTop()));
    }
}
