package com.circledesk.collections.worklist;

import com.circledesk.collections.contacts.LastContact;
import com.circledesk.collections.plans.PlanRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account of the worklist.
 *
 * @param why why it stands where it stands: a sentence for each factor that counts, the weightiest first
 * @param doNext what to do next, in words
 * @param nextPath the page where that is done
 * @param onTop a promise was broken since anybody did something about it
 * @param step the last step, if it keeps the account away or gives it to somebody
 */
public record WorklistRow(
        WorklistFigures figures,
        WorklistScore score,
        BrokenPromises broken,
        @Nullable LastContact contact,
        @Nullable PlanRow plan,
        @Nullable WorklistStep step,
        boolean away,
        boolean onTop,
        NextAction next,
        List<String> why,
        String doNext,
        String nextPath) {
    public WorklistRow {
        why = List.copyOf(why);
    }
}
