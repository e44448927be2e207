package com.circledesk.disputes.packs;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is claimed of an invoice or of one of its lines, with the dispute it belongs to. */
public record PackLine(
        String ref,
        String invoiceNo,
        LocalDate invoiceDate,
        @Nullable Integer lineNo,
        @Nullable String siteCode,
        String chargeType,
        @Nullable String period,
        Money billed,
        Money disputed,
        @Nullable Money valid,
        @Nullable String remark) {}
