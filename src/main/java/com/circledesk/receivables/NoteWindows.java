package com.circledesk.receivables;

import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Which {@link NoteWindow} an invoice has: the length is that of the clock in force on its date. */
public final class NoteWindows {
    private final NavigableMap<LocalDate, NoteClock> clocks = new TreeMap<>();

    public NoteWindows(Collection<NoteClock> clocks) {
        clocks.forEach(clock -> this.clocks.put(clock.fromOn(), clock));
    }

    public NoteWindow of(LocalDate invoiceDate) {
        return new NoteWindow(invoiceDate, clock(invoiceDate).windowDays());
    }

    public NoteClock clock(LocalDate invoiceDate) {
        return Objects.requireNonNull(clocks.floorEntry(invoiceDate), "no clock")
                .getValue();
    }
}
