package com.circledesk.collections.settings;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * What is in force from a day on, until another setting begins.
 *
 * @param weightAmount weight of what is to be chased, {@code weightAge} of its age, and so on: shares of the score
 * @param fullAmount so much to be chased counts fully; so do {@code fullAgeDays} overdue, {@code fullPromises} broken,
 *     {@code fullHabitDays} that the customer pays late
 * @param windowDays what runs into the end of its note window within these days is urgent
 * @param doneDays so long a row that was done stays away, if no follow-up brings it back earlier
 * @param snoozeDays for so long a row may be put off at most
 * @param orphanAbove accounts overdue with more than this need a plan, a promise or a dispute
 * @param supportAnswerDays within these a request for support is to be accepted or declined
 */
public record CollectionSetting(
        LocalDate fromOn,
        int weightAmount,
        int weightAge,
        int weightPromises,
        int weightWindow,
        int weightHabit,
        int weightUnaccounted,
        int weightTarget,
        Money fullAmount,
        int fullAgeDays,
        int fullPromises,
        int windowDays,
        int fullHabitDays,
        int doneDays,
        int snoozeDays,
        Money orphanAbove,
        int supportAnswerDays) {
    public int weights() {
        return weightAmount
                + weightAge
                + weightPromises
                + weightWindow
                + weightHabit
                + weightUnaccounted
                + weightTarget;
    }
}
