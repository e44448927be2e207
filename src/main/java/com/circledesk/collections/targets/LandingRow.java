package com.circledesk.collections.targets;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/** What was expected of a month at the end of a day, as it was frozen then. */
public record LandingRow(LocalDate on, Money target, Money received, Money landing) {}
