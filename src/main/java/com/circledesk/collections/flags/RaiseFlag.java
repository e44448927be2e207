package com.circledesk.collections.flags;

/** A flag raised by hand. @param account its code */
public record RaiseFlag(String account, Prediction prediction) {}
