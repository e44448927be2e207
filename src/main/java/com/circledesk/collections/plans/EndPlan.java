package com.circledesk.collections.plans;

/** @param why at most 500 characters */
public record EndPlan(String ref, int version, PlanOutcome outcome, String why) {}
