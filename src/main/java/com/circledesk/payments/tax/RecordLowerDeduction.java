package com.circledesk.payments.tax;

import com.circledesk.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A certificate as it was handed in. */
public record RecordLowerDeduction(
        String account,
        TaxNature nature,
        String certificateNo,
        BigDecimal rate,
        LocalDate validFrom,
        LocalDate validTo,
        Money moneyLimit) {}
