package com.circledesk.reporting;

import com.circledesk.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person's decision.
 *
 * @param kind its text is {@code decision.<kind>} with account, amount and number
 * @param about its number, as people know it
 * @param path where it is decided
 */
public record Decision(
        String kind, String account, @Nullable Money amount, String about, String path) {}
