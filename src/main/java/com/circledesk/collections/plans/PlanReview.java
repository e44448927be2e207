package com.circledesk.collections.plans;

import com.circledesk.shared.Money;
import java.time.Instant;
import java.time.LocalDate;

/** @param covered open of the plan's invoices at that moment */
public record PlanReview(
        Instant at, String by, String remark, LocalDate expectedOn, LocalDate reviewOn, Money covered) {}
