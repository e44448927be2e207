package com.circledesk.collections.promises;

import com.circledesk.shared.Money;
import java.time.LocalDate;

/**
 * An invoice that a promise covers.
 *
 * @param amount of the promise that is on it
 * @param open of the invoice now
 */
public record PromiseLine(
        int place, String invoiceNo, LocalDate invoiceDate, LocalDate dueDate, Money total, Money open, Money amount) {}
