package com.circledesk.reporting;

import com.circledesk.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do next, and why.
 *
 * @param what a few words
 * @param why sentences, the weightiest first
 * @param path where it is done
 * @param urgent whether its time has passed
 */
public record TodayAction(
        String account, String what, @Nullable Money amount, List<String> why, String path, boolean urgent) {
    public TodayAction {
        why = List.copyOf(why);
    }
}
