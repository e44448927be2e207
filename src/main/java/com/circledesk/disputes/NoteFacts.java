package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a note; what of it is for which invoice is told by its {@link NoteLine}s.
 *
 * @param supplierGstin ours, as on its invoices, or else of the series it has its number of; or null
 * @param supplierName our name and address on the day of the note, as registered under it
 * @param customerGstin as on its invoices, else the account's, or null
 * @param ours whether it was issued here
 * @param reportBy last day on which it is reported to the e-invoice portal in time
 * @param acceptance {@code PENDING}, {@code ACCEPTED} or {@code REJECTED}
 * @param noteClass {@code CORRECTION}, {@code SLA} or {@code COUNTER}
 * @param against number of the note that it undoes, or null; {@code counteredBy} likewise of the one that undid it
 * @param askedToUndo id of the open request to undo it, or null
 * @param onAccount what of it is left on account; null if it never was
 */
public record NoteFacts(
        long id,
        String noteNo,
        String kind,
        String noteClass,
        LocalDate noteDate,
        long accountId,
        String account,
        String customerName,
        String circle,
        String circleName,
        @Nullable String supplierGstin,
        @Nullable String supplierName,
        @Nullable String supplierAddress,
        @Nullable String customerGstin,
        @Nullable String dispute,
        Money total,
        @Nullable Money taxable,
        @Nullable Money tax,
        @Nullable String reason,
        boolean ours,
        @Nullable Money onAccount,
        @Nullable Long importId,
        Instant recordedAt,
        String recordedBy,
        @Nullable Instant reversedAt,
        @Nullable String irn,
        @Nullable String ackNo,
        @Nullable Instant ackedAt,
        LocalDate reportBy,
        String acceptance,
        @Nullable LocalDate acceptanceOn,
        @Nullable String acceptanceWhy,
        @Nullable LocalDate bookedOn,
        @Nullable String against,
        @Nullable String counteredBy,
        @Nullable Long askedToUndo) {
    private static final BigDecimal TWO = new BigDecimal("2");
    private static final int STATE_LENGTH = 2;

    /** Whether both are of one state, so that the tax is CGST and SGST; nothing where a GSTIN is not known. */
    public Optional<Boolean> withinState() {
        return supplierGstin == null || customerGstin == null
                ? Optional.empty()
                : Optional.of(supplierGstin.regionMatches(0, customerGstin, 0, STATE_LENGTH));
    }

    /** Half of the tax, rounded down to the paisa; SGST is the rest. */
    public @Nullable Money centralTax() {
        return tax == null ? null : Money.of(tax.amount().divide(TWO, 2, RoundingMode.DOWN));
    }

    public @Nullable Money stateTax() {
        Money central = centralTax();
        return tax == null || central == null ? null : tax.minus(central);
    }

    /** Whether its e-invoice reference is still to come. */
    public boolean isToBeReported() {
        return ours && irn == null && reversedAt == null;
    }

    /** Whether a counter-note may undo it. */
    public boolean isCounterable() {
        return ours && reversedAt == null && counteredBy == null && !noteClass.equals("COUNTER");
    }

    /** Whether it can be asked to be undone, by whatever way. */
    public boolean isUndoable() {
        return ours && reversedAt == null && counteredBy == null && askedToUndo == null;
    }

    public boolean isCancelled() {
        return reversedAt != null;
    }
}
