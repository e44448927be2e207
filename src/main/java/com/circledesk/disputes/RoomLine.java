package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a dispute has of an invoice, at the moment asked for.
 *
 * @param owner who owned it, by name
 * @param closesOn last day on which a note for the dispute's oldest invoice is in time
 * @param daysLeft until then, negative once it is past; null once the note was issued
 * @param daysBehind how far it was behind the budget of its next stage; null where it was not
 * @param creditUntil the customer's input-credit day of this invoice
 * @param claimed by its lines
 * @param amount of it what counts as disputed
 * @param credit GST within that
 */
public record RoomLine(
        String ref,
        String account,
        String customerName,
        String operator,
        String circle,
        DisputeStatus status,
        String reasonLabel,
        @Nullable String owner,
        String invoiceNo,
        LocalDate invoiceDate,
        LocalDate closesOn,
        @Nullable Long daysLeft,
        @Nullable Long daysBehind,
        LocalDate creditUntil,
        long lines,
        Money claimed,
        Money amount,
        Money credit) {}
