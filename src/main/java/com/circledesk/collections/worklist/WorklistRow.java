package com.circledesk.collections.worklist;

import com.circledesk.collections.contacts.LastContact;
import com.circledesk.collections.plans.PlanDates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ranked account as it is read: why it stands there and what to do next. Thousands are ranked, a page of them is read. */
public record WorklistRow(
        Ranked ranked,
        @Nullable LastContact contact,
        @Nullable PlanDates plan,
        NextAction next,
        WorklistWords words) {
    public WorklistFigures figures() {
        return ranked.figures();
    }

    public WorklistScore score() {
        return ranked.score();
    }

    /** Why it stands where it stands: a sentence for each factor that counts, the weightiest first. */
    public List<String> why() {
        return words.why(ranked, contact);
    }

    /** What to do next, in words. */
    public String doNext() {
        return words.doNext(next, figures(), contact, plan);
    }

    /** The page where that is done. */
    public String nextPath() {
        return words.path(next, figures(), plan);
    }
}
