package com.circledesk.collections.plans;

import java.time.LocalDate;

/**
 * @param version of the plan that was looked at
 * @param remark what is new, at most 500 characters
 */
public record ReviewPlan(String ref, int version, String remark, LocalDate expectedOn, LocalDate reviewOn) {}
