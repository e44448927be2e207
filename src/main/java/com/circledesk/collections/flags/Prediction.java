package com.circledesk.collections.flags;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What somebody expects.
 *
 * @param what may happen, a sentence
 * @param probability in percent, from 1 to 99
 * @param mitigation what is done against it, or null
 * @param owner mail address of who looks after it
 */
public record Prediction(
        String what,
        Money atRisk,
        LocalDate likelyOn,
        int probability,
        @Nullable String mitigation,
        String owner,
        LocalDate reviewOn) {}
