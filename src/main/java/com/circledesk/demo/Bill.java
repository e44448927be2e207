package com.circledesk.demo;

import java.time.LocalDate;

/** An invoice as far as its payment needs it. */
record Bill(String number, LocalDate date, LocalDate dueDate, long taxable, long total) {
    long tds() {
        return Paise.deducted(taxable);
    }

    long gstTds(Habit habit) {
        return habit.isPublicSector() ? Paise.deducted(taxable) : 0;
    }

    /** What reaches the bank when it is paid in full. */
    long net(Habit habit) {
        return total - tds() - gstTds(habit);
    }
}
