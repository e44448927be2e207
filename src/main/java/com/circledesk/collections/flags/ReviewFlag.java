package com.circledesk.collections.flags;

/** The prediction as it is seen now. @param words what changed and why */
public record ReviewFlag(long id, int version, Prediction prediction, String words) {}
