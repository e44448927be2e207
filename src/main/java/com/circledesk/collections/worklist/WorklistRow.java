package com.circledesk.collections.worklist;

import com.circledesk.collections.contacts.LastContact;
import com.circledesk.collections.plans.PlanRow;
import com.circledesk.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of the worklist. Its words are found when they are asked for: thousands are ranked, a page of them is read.
 *
 * @param gap what the account lacks of the month's target
 * @param onTop a promise was broken since anybody did something about it
 * @param step the last step, if it keeps the account away or gives it to somebody
 */
public record WorklistRow(
        WorklistFigures figures,
        WorklistScore score,
        BrokenPromises broken,
        Money gap,
        @Nullable LastContact contact,
        @Nullable PlanRow plan,
        @Nullable WorklistStep step,
        boolean away,
        boolean onTop,
        NextAction next,
        WorklistWords words) {
    /** Why it stands where it stands: a sentence for each factor that counts, the weightiest first. */
    public List<String> why() {
        return words.why(figures, score, broken, gap, contact);
    }

    /** What to do next, in words. */
    public String doNext() {
        return words.doNext(next, figures, contact, plan);
    }

    /** The page where that is done. */
    public String nextPath() {
        return words.path(next, figures, plan);
    }
}
