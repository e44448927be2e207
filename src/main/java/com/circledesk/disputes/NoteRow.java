package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A credit or debit note, issued here or born elsewhere.
 *
 * @param invoiceNo the invoice it refers to, or null
 * @param moreInvoices how many others it refers to besides; {@code invoiceNo} is the oldest
 * @param dispute reference of the dispute that it settles, or null
 * @param ours whether it was issued here, with a number of our series
 * @param reportBy last day on which it is reported to the e-invoice portal in time
 * @param acceptance {@code PENDING}, {@code ACCEPTED} or {@code REJECTED}
 * @param daysAfter days between the invoice and the note, or null
 * @param inTime whether it is dated within the invoice's window; null without an invoice
 */
public record NoteRow(
        String noteNo,
        String kind,
        String noteClass,
        LocalDate noteDate,
        String account,
        String customerName,
        String circle,
        @Nullable String invoiceNo,
        int moreInvoices,
        @Nullable String dispute,
        Money total,
        @Nullable Money taxable,
        @Nullable Money tax,
        @Nullable String reason,
        boolean ours,
        @Nullable Integer daysAfter,
        @Nullable Boolean inTime,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant reversedAt,
        @Nullable String irn,
        LocalDate reportBy,
        String acceptance,
        @Nullable LocalDate bookedOn) {
    /** Whether its e-invoice reference is still to come. */
    public boolean isToBeReported() {
        return ours && irn == null && reversedAt == null;
    }
}
