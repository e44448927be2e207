package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a dispute claims of an invoice or of one of its lines.
 *
 * @param lineNo null: the invoice as a whole
 * @param billed by the line or the invoice, tax included
 * @param decided what was found valid; null while it is not decided
 * @param exception whether the head was asked to allow it: {@code ASKED}, {@code ALLOWED}, {@code REFUSED} or null
 */
public record DisputeLineRow(
        long id,
        String invoiceNo,
        LocalDate invoiceDate,
        @Nullable Integer lineNo,
        @Nullable String siteCode,
        String chargeType,
        @Nullable String period,
        Money billed,
        Money disputed,
        @Nullable Money decided,
        @Nullable String remark,
        @Nullable String exception) {}
