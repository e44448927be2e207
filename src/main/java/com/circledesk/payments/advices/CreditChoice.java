package com.circledesk.payments.advices;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A credit that an advice may be of. @param account its code, or null where nobody knows yet whose it is */
public record CreditChoice(
        String receiptNo,
        LocalDate receivedOn,
        Money amount,
        @Nullable String account,
        @Nullable String remitter) {}
