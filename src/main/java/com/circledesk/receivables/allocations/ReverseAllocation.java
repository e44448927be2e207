package com.circledesk.receivables.allocations;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Take an allocation back.
 *
 * @param effectiveOn null: it was a mistake, and never counted; else the day on which it was withdrawn
 */
public record ReverseAllocation(long allocationId, @Nullable LocalDate effectiveOn, String reason) {}
