package com.circledesk.collections.targets;

/** Why a target was missed, as people choose it. */
public record ShortfallReason(String code, String label, boolean retired) {}
