package com.circledesk.payments.advices;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An advice as somebody pasted it.
 *
 * @param table lines of a spreadsheet: invoice number, gross, TDS, GST-TDS, other deductions, net; or as its first line names them
 * @param receiptNo of which credit it is, or null
 */
public record PasteAdvice(
        @Nullable String utr,
        @Nullable LocalDate paidOn,
        @Nullable String receiptNo,
        String table) {}
