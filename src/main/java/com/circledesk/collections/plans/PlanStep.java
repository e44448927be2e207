package com.circledesk.collections.plans;

import java.time.LocalDate;

/**
 * @param what at most 200 characters
 * @param owner number of who does it
 */
public record PlanStep(String what, long owner, LocalDate dueOn) {}
