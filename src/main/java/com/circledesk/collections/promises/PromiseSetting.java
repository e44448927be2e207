package com.circledesk.collections.promises;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How promises are judged and counted, from a day on, until another setting begins.
 *
 * @param fromOn for promises that are made on this day or later
 * @param toleranceDays so many days after its own a promise is judged
 * @param assumedPercent kept rate that a customer is given until {@code maturedNeeded} promises have matured
 */
public record PromiseSetting(LocalDate fromOn, int toleranceDays, BigDecimal assumedPercent, int maturedNeeded) {}
