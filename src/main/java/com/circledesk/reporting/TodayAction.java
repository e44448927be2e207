package com.circledesk.reporting;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * What to do next, and why.
 *
 * @param why a sentence
 * @param path where it is done
 * @param urgent whether its time has passed
 */
public record TodayAction(
        String kind, String account, @Nullable Money amount, String why, String path, boolean urgent) {}
