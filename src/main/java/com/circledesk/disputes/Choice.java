package com.circledesk.disputes;

/** For pickers. */
public record Choice(String value, String label) {}
