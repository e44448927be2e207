package com.circledesk.receivables.invoices;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far an invoice is in the customer's own books: handed in, acknowledged, accounted, approved, in a payment run, sent back.
 *
 * @param onDay since when, as far as anybody was told
 * @param recordedBy who said so, a person or an extract of the customer's ledger
 */
public record WithCustomer(
        String state, LocalDate onDay, @Nullable String remark, String recordedBy) {}
