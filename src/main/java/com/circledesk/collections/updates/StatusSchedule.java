package com.circledesk.collections.updates;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * On which weekday updates are due.
 *
 * @param circle its code; null: of all that have none of their own
 * @param opensDays as many days before it is due an update may be sent
 */
public record StatusSchedule(@Nullable String circle, LocalDate fromOn, DayOfWeek dueWeekday, int opensDays) {}
