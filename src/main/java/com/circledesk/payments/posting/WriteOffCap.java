package com.circledesk.payments.posting;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * Up to how much one person takes off alone, from a day on.
 *
 * @param roundOffLine of one invoice in all, {@code roundOffDay} of all on one day; the same for what is written off
 */
public record WriteOffCap(
        LocalDate fromOn, Money roundOffLine, Money roundOffDay, Money writeOffLine, Money writeOffDay) {}
