package com.circledesk.collections.worklist;

import com.circledesk.collections.contacts.LastContact;
import com.circledesk.collections.plans.PlanDates;
import com.circledesk.shared.Formats;
import com.circledesk.shared.Money;
import com.circledesk.shared.Paths;
import com.circledesk.shared.Texts;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in words why an account stands where it stands and what to do next. */
@Component
class WorklistWords {
    private static final int REASONS_MAX = 4;

    private final Texts texts;
    private final Formats formats;
    private final Paths paths;

    WorklistWords(Texts texts, Formats formats, Paths paths) {
        this.texts = texts;
        this.formats = formats;
        this.paths = paths;
    }

    List<String> why(Ranked ranked, @Nullable LastContact contact) {
        List<String> why = new ArrayList<>(ranked.score().counting().stream()
                .limit(REASONS_MAX)
                .map(each -> sentence(each.factor(), ranked.figures(), ranked.broken(), ranked.gap()))
                .toList());
        if (contact == null) {
            why.add(texts.get("worklist.why.neverSpoken"));
        } else if (contact.answeredOn() != null) {
            why.add(texts.get("worklist.why.spoken", formats.date(contact.answeredOn()), contact.person()));
        }
        return why;
    }

    private String sentence(Factor factor, WorklistFigures figures, BrokenPromises broken, Money gap) {
        return switch (factor) {
            case AMOUNT -> texts.get("worklist.why.AMOUNT", formats.compact(figures.chased()));
            case AGE ->
                texts.get(
                        "worklist.why.AGE",
                        formats.days(figures.averageDays()
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue()),
                        formats.days(figures.oldestDays()));
            case PROMISES ->
                texts.get(
                        "worklist.why.PROMISES",
                        broken.count(),
                        formats.compact(broken.shortBy()),
                        formats.date(broken.lastOn()));
            case WINDOW ->
                texts.get("worklist.why.WINDOW", formats.compact(figures.expiring()), formats.date(figures.closesOn()));
            case HABIT ->
                texts.get(
                        "worklist.why.HABIT",
                        formats.days(figures.habitDays()
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValue()));
            case UNACCOUNTED -> texts.get("worklist.why.UNACCOUNTED", formats.compact(figures.unaccounted()));
            case TARGET -> texts.get("worklist.why.TARGET", formats.compact(gap));
        };
    }

    String doNext(NextAction next, WorklistFigures figures, @Nullable LastContact contact, @Nullable PlanDates plan) {
        return switch (next) {
            case FOLLOW_UP ->
                texts.get(
                        "worklist.next.FOLLOW_UP",
                        contact == null ? "" : contact.person(),
                        contact == null ? "" : formats.date(contact.followUpOn()));
            case SETTLE_BEFORE_WINDOW ->
                texts.get(
                        "worklist.next.SETTLE_BEFORE_WINDOW",
                        formats.compact(figures.expiring()),
                        formats.date(figures.closesOn()));
            case HAVE_BOOKED -> texts.get("worklist.next.HAVE_BOOKED", formats.compact(figures.unaccounted()));
            case APPLY_CASH -> texts.get("worklist.next.APPLY_CASH", formats.compact(figures.unapplied()));
            case REVIEW_PLAN -> texts.get("worklist.next.REVIEW_PLAN", plan == null ? "" : plan.ref());
            case CALL -> texts.get("worklist.next.CALL", formats.compact(figures.chased()));
            case ASK_BROKEN_PROMISE, OPEN_PLAN -> texts.get("worklist.next." + next);
        };
    }

    String path(NextAction next, WorklistFigures figures, @Nullable PlanDates plan) {
        return switch (next) {
            case FOLLOW_UP, CALL, ASK_BROKEN_PROMISE -> with("/contacts/new?way=worklist", figures);
            case APPLY_CASH -> with("/receivables/unapplied", figures);
            case HAVE_BOOKED -> with("/payments/every-rupee/invoices?part=not-accounted", figures);
            case SETTLE_BEFORE_WINDOW -> with("/disputes/room", figures);
            case REVIEW_PLAN -> plan == null ? "/action-plans" : "/action-plans/%s/reviews/new".formatted(plan.ref());
            case OPEN_PLAN -> with("/action-plans/new", figures);
        };
    }

    private String with(String path, WorklistFigures figures) {
        return paths.with(path, "account", figures.account());
    }
}
