package com.circledesk.payments.rupees;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param computedAt when it was worked out; null: just now */
public record RupeeMonth(
        LocalDate on, RupeeRow row, @Nullable Instant computedAt) {}
