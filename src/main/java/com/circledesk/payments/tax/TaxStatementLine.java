package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line of the department's statement. */
public record TaxStatementLine(
        LocalDate datedOn,
        @Nullable String deductorName,
        @Nullable String deductorGstin,
        String section,
        @Nullable Money paid,
        Money amount,
        @Nullable String booking) {}
