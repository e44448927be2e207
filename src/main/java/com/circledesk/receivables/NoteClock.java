package com.circledesk.receivables;

import java.time.LocalDate;
import java.util.List;

/**
 * The days of the 180-day clock, all counted from the invoice date, day 0. What was in force on an invoice's date holds for
 * that invoice.
 *
 * @param fromOn invoices from this date on
 * @param windowDays the last day on which a note is in time, see {@link NoteWindow}
 * @param registerDays by which day a dispute should be registered; the others likewise, in the order of its stages
 * @param warningDays days on which a dispute's owner is told
 * @param reportingDays within how many days a note is reported to the e-invoice portal, its own date being day 1; in force on the
 *     note's date
 * @param irnCancelHours within how many hours of its acknowledgement the portal cancels an e-invoice reference
 */
public record NoteClock(
        LocalDate fromOn,
        int windowDays,
        int registerDays,
        int validateDays,
        int jointMeetingDays,
        int decisionDays,
        int approvalDays,
        int issueDays,
        int bookedDays,
        List<Integer> warningDays,
        int reportingDays,
        int irnCancelHours) {
    public NoteClock {
        warningDays = List.copyOf(warningDays);
    }

    /** The last day on which a document of this date is reported to the e-invoice portal in time: its own date is day 1. */
    public LocalDate reportableUntil(LocalDate documentDate) {
        return documentDate.plusDays(reportingDays - 1L);
    }
}
