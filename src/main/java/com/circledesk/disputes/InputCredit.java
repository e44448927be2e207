package com.circledesk.disputes;

import com.circledesk.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a customer stands to lose by not settling what is disputed: the numbers of the sentence.
 *
 * @param invoices whose input-credit day comes within the days asked for
 * @param disputed of those invoices
 * @param credit GST within that
 * @param first the first of those days, or null where there is none
 * @param last the last of them, likewise
 * @param pastInvoices whose day is over already
 * @param pastCredit GST within what is disputed of those
 */
public record InputCredit(
        long invoices,
        Money disputed,
        Money credit,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        long pastInvoices,
        Money pastCredit) {}
