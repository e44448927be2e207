package com.circledesk.collections.flags;

import java.time.LocalDate;

/**
 * From a day on, when a rule raises a flag.
 *
 * @param threshold broken promises, percent of the month's billing, or days, as the rule counts
 * @param days within which broken promises count; after the end of the month at which its payments are looked at; else 0
 * @param probability in percent
 * @param likelyDays so many days later it is likely to happen; at half of them it is reviewed
 */
public record FlagRuleSetting(
        FlagRule rule, LocalDate fromOn, boolean active, int threshold, int days, int probability, int likelyDays) {}
