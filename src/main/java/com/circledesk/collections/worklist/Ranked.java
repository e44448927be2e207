package com.circledesk.collections.worklist;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * An account in its place on the worklist: all that its place depends on.
 *
 * @param gap what the account lacks of the month's target
 * @param onTop a promise was broken since anybody did something about it
 * @param step the last step, if it keeps the account away or gives it to somebody
 */
public record Ranked(
        WorklistFigures figures,
        WorklistScore score,
        BrokenPromises broken,
        Money gap,
        @Nullable WorklistStep step,
        boolean away,
        boolean onTop) {}
